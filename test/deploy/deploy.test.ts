import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { AbiCoder, type FunctionFragment, Interface, type InterfaceAbi, type ParamType } from "ethers";
import { network } from "hardhat";
import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { parameters } from "../../rocketh/parameters.ts";
import { permissions, type RoleName, roleHolders, roles } from "../../rocketh/permissions.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";
import { AccessManager__factory, TimelockController__factory } from "../../typechain-types/index.ts";
import { loadFixture } from "../support/loadFixture.ts";

const ADMIN = 0n;
/** OpenZeppelin's AccessManager lets a new delay wait this long. */
const MIN_SETBACK_SECONDS = 5 * 86_400;
/** Restricted, but mapped to nobody's role: only the admin, the timelock, may call them. */
const ADMIN_ONLY = ["setMarket", "setProvenance"];
/** AccessManaged's own function: only its authority may call it. */
const BY_AUTHORITY = ["setAuthority"];

/** What the deploy scripts leave on a fresh chain, with the environment they ran in. */
async function freshDeployment() {
  silenceDeployments();
  const connection = await network.create();
  const env = await loadAndExecuteDeploymentsFromFiles({ provider: connection.provider });
  const signers = await connection.ethers.getSigners();
  const [deployer, , mallory] = signers as [(typeof signers)[0], (typeof signers)[0], (typeof signers)[0]];
  return {
    ...connection,
    env,
    deployer,
    mallory,
    manager: AccessManager__factory.connect(env.get("AccessManager").address, deployer),
    timelock: TimelockController__factory.connect(env.get("TimelockController").address, deployer),
  };
}

type Deployment = Awaited<ReturnType<typeof freshDeployment>>;

function interfaceOf({ env }: Deployment, name: string): Interface {
  return new Interface(env.get(name).abi as unknown as InterfaceAbi);
}

/** Functions that change state. */
function writesOf(abi: Interface): FunctionFragment[] {
  return abi.fragments.filter((f) => f.type === "function" && !(f as FunctionFragment).constant) as FunctionFragment[];
}

/** The role of each function that `permissions.ts` maps. */
function roleOf(contract: string, functionName: string): bigint | undefined {
  const entries = Object.entries(permissions[contract]!) as [RoleName, readonly string[]][];
  const role = entries.find(([, functions]) => functions.includes(functionName))?.[0];
  return role === undefined ? undefined : roles[role];
}

describe("The deploy scripts", () => {
  describe("when they run a second time", () => {
    it("send no transaction and change no address", async () => {
      silenceDeployments();
      const folder = await mkdtemp(join(tmpdir(), "commonweights-deployments-"));
      try {
        const { provider, ethers, close } = await network.create();
        const run = () =>
          loadAndExecuteDeploymentsFromFiles({ provider, saveDeployments: true, config: { deployments: folder } });
        const first = (await run()).deployments;
        const block = await ethers.provider.getBlockNumber();
        const second = (await run()).deployments;
        expect(await ethers.provider.getBlockNumber()).to.equal(block);
        const addressesOf = (deployments: typeof first) =>
          Object.fromEntries(Object.entries(deployments).map(([name, { address }]) => [name, address]));
        expect(Object.keys(first)).to.have.length.above(10);
        expect(addressesOf(second)).to.deep.equal(addressesOf(first));
        await close();
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  });

  describe("GOV-5: when they have run", () => {
    it("the deployer holds no role of the AccessManager", async () => {
      const { manager, deployer } = await loadFixture(freshDeployment);
      for (const role of [ADMIN, ...Object.values(roles)]) {
        expect((await manager.hasRole(role, deployer)).isMember).to.equal(false);
      }
    });

    it("the deployer holds no role of the timelock", async () => {
      const { timelock, deployer } = await loadFixture(freshDeployment);
      for (const role of ["DEFAULT_ADMIN_ROLE", "PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"] as const) {
        expect(await timelock.hasRole(await timelock[role](), deployer)).to.equal(false);
      }
    });

    it("every role is held by those of permissions.ts, without delay, and by nobody else", async () => {
      const { manager, env } = await loadFixture(freshDeployment);
      const granted = await manager.queryFilter(manager.filters.RoleGranted());
      for (const [name, holders] of Object.entries(roleHolders)) {
        const role = name === "ADMIN" ? ADMIN : roles[name as RoleName];
        const accounts = [
          ...new Set(granted.filter(({ args }) => args.roleId === role).map(({ args }) => args.account)),
        ];
        const members = [];
        for (const account of accounts) {
          const { isMember, executionDelay } = await manager.hasRole(role, account);
          if (!isMember) continue;
          members.push(account.toLowerCase());
          expect(executionDelay).to.equal(0n);
        }
        expect(members).to.have.members(holders.map((holder) => env.get(holder).address.toLowerCase()));
      }
    });

    for (const contract of Object.keys(permissions)) {
      it(`${contract}: every function is mapped to its role, and every other to none`, async () => {
        const deployment = await loadFixture(freshDeployment);
        const { manager, env } = deployment;
        for (const { name, selector } of writesOf(interfaceOf(deployment, contract))) {
          const role = await manager.getTargetFunctionRole(env.get(contract).address, selector);
          expect(role, name).to.equal(roleOf(contract, name) ?? ADMIN);
        }
      });

      it(`${contract}: the AccessManager's own acts on it wait`, async () => {
        const { manager, env, networkHelpers } = await loadFixture(freshDeployment);
        const { address } = env.get(contract);
        expect(await manager.isTargetClosed(address)).to.equal(false);
        await networkHelpers.time.increase(MIN_SETBACK_SECONDS);
        expect(await manager.getTargetAdminDelay(address)).to.equal(parameters.targetAdminDelaySeconds);
      });
    }
  });

  describe("GOV-3: a stranger, and the deployer,", () => {
    for (const contract of Object.keys(permissions)) {
      it(`may call no restricted function of ${contract}, and all others`, async () => {
        const deployment = await loadFixture(freshDeployment);
        const { env, ethers, deployer, mallory } = deployment;
        const abi = interfaceOf(deployment, contract);
        for (const fragment of writesOf(abi)) {
          const isRestricted = roleOf(contract, fragment.name) !== undefined || ADMIN_ONLY.includes(fragment.name);
          const data = abi.encodeFunctionData(fragment, fragment.inputs.map(zeroOf));
          for (const caller of [deployer, mallory]) {
            const error = await revertOf(ethers.provider, {
              to: env.get(contract).address,
              from: caller.address,
              data,
            });
            const name = error === undefined ? undefined : abi.parseError(error)?.name;
            const isRefused = name === "AccessManagedUnauthorized";
            expect(isRefused, `${fragment.name} by ${caller.address}: ${name}`).to.equal(
              isRestricted || BY_AUTHORITY.includes(fragment.name),
            );
            if (isRefused) expect(abi.parseError(error!)!.args[0]).to.equal(caller.address);
          }
        }
      });
    }
  });
});

/** Zero, empty or a tuple of such. */
function zeroOf({ baseType, type, components, arrayChildren, arrayLength }: ParamType): unknown {
  if (baseType === "array") {
    return Array.from({ length: Math.max(arrayLength ?? 0, 0) }, () => zeroOf(arrayChildren!));
  }
  if (baseType === "tuple") return components!.map(zeroOf);
  if (type === "bytes") return "0x";
  if (type === "string") return "";
  const [decoded] = AbiCoder.defaultAbiCoder().decode([type], `0x${"00".repeat(32)}`);
  return decoded;
}

/** What a call reverts with; undefined when it goes through. */
async function revertOf(
  provider: { call(tx: { to: string; from: string; data: string }): Promise<string> },
  tx: { to: string; from: string; data: string },
): Promise<string | undefined> {
  try {
    await provider.call(tx);
    return undefined;
  } catch (error) {
    return dataOf(error) ?? "0x";
  }
}

/** The data of a revert, wherever the layers between put it. */
function dataOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("data" in error && typeof error.data === "string") return error.data;
  for (const key of ["data", "error", "info", "cause"]) {
    const found = key in error ? dataOf((error as Record<string, unknown>)[key]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
