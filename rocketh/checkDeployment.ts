import { Contract, Interface, type InterfaceAbi, type Provider } from "ethers";
import { parameters } from "./parameters.ts";
import { permissions, type RoleName, roleHolders, roles } from "./permissions.ts";

/** What the check needs to know of a deployed contract. */
export type CheckedDeployment = { readonly address: string; readonly abi: unknown };

const ADMIN = 0n;

/**
 * Holds a deployment against `permissions.ts` and `parameters.ts`: every role and its members, every selector, every admin
 * delay, every reference between contracts, every parameter. Resolves to what is out of place, in words; empty is good.
 * @param fromBlock Block of the first deployment: roles are read from the events since.
 */
export async function checkDeployment(
  provider: Provider,
  get: (name: string) => CheckedDeployment,
  fromBlock = 0,
): Promise<string[]> {
  const at = (name: string) => new Contract(get(name).address, get(name).abi as InterfaceAbi, provider);
  return [
    ...(await checkManagerMembers(at("AccessManager"), get, fromBlock)),
    ...(await checkTimelock(at("TimelockController"), get, fromBlock)),
    ...(await checkSelectors(at("AccessManager"), get, fromBlock)),
    ...(await checkReferences(at, get)),
    ...(await checkParameters(at)),
  ];
}

/** Everyone who was ever granted an AccessManager role and still has it. */
async function checkManagerMembers(
  manager: Contract,
  get: (name: string) => CheckedDeployment,
  fromBlock: number,
): Promise<string[]> {
  const members = new Map<bigint, Set<string>>();
  for (const event of await manager.queryFilter("*", fromBlock)) {
    const log = manager.interface.parseLog(event);
    if (log?.name === "RoleGranted") {
      const { roleId, account } = log.args;
      members.set(roleId, (members.get(roleId) ?? new Set()).add(account));
    } else if (log?.name === "RoleRevoked") {
      members.get(log.args.roleId)?.delete(log.args.account);
    }
  }
  const expected = new Map<bigint, readonly string[]>([[ADMIN, roleHolders.ADMIN]]);
  for (const role of Object.keys(roles) as RoleName[]) expected.set(roles[role], roleHolders[role]);
  const problems: string[] = [];
  for (const roleId of new Set([...members.keys(), ...expected.keys()])) {
    const wanted = (expected.get(roleId) ?? []).map((name) => get(name).address);
    problems.push(...compareMembers(`AccessManager role ${roleId}`, [...(members.get(roleId) ?? [])], wanted));
  }
  return problems;
}

async function checkTimelock(
  timelock: Contract,
  get: (name: string) => CheckedDeployment,
  fromBlock: number,
): Promise<string[]> {
  const members = new Map<string, Set<string>>();
  for (const event of await timelock.queryFilter("*", fromBlock)) {
    const log = timelock.interface.parseLog(event);
    if (log?.name === "RoleGranted") {
      members.set(log.args.role, (members.get(log.args.role) ?? new Set()).add(log.args.account));
    } else if (log?.name === "RoleRevoked") {
      members.get(log.args.role)?.delete(log.args.account);
    }
  }
  const governor = get("ModelGovernor").address;
  const expected = new Map<string, readonly string[]>([
    [await timelock.getFunction("DEFAULT_ADMIN_ROLE")(), [await timelock.getAddress()]],
    [await timelock.getFunction("PROPOSER_ROLE")(), [governor]],
    [await timelock.getFunction("CANCELLER_ROLE")(), [governor]],
    [await timelock.getFunction("EXECUTOR_ROLE")(), [governor]],
  ]);
  return [...new Set([...members.keys(), ...expected.keys()])].flatMap((role) =>
    compareMembers(`timelock role ${role}`, [...(members.get(role) ?? [])], expected.get(role) ?? []),
  );
}

/** Every function that changes state is mapped to its role, and to no other; every contract obeys the manager. */
async function checkSelectors(
  manager: Contract,
  get: (name: string) => CheckedDeployment,
  fromBlock: number,
): Promise<string[]> {
  const problems: string[] = [];
  const delays = await manager.queryFilter("TargetAdminDelayUpdated", fromBlock);
  for (const [name, byRole] of Object.entries(permissions)) {
    const { address, abi } = get(name);
    const roleOf = new Map<string, bigint>();
    for (const [role, functions] of Object.entries(byRole) as [RoleName, readonly string[]][]) {
      for (const functionName of functions) roleOf.set(functionName, roles[role]);
    }
    for (const fragment of new Interface(abi as InterfaceAbi).fragments) {
      if (fragment.type !== "function") continue;
      const { name: functionName, selector, constant } = fragment as import("ethers").FunctionFragment;
      if (constant) continue;
      const wanted = roleOf.get(functionName) ?? ADMIN;
      const actual = await manager.getFunction("getTargetFunctionRole")(address, selector);
      if (actual !== wanted) problems.push(`${name}.${functionName} belongs to role ${actual}, not ${wanted}`);
      roleOf.delete(functionName);
    }
    for (const functionName of roleOf.keys()) problems.push(`${name} has no function ${functionName}`);
    const contract = new Contract(address, abi as InterfaceAbi, manager.runner);
    const authority = await contract.getFunction("authority")();
    if (!isSame(authority, await manager.getAddress()))
      problems.push(`${name} obeys ${authority}, not the AccessManager`);
    if (await manager.getFunction("isTargetClosed")(address)) problems.push(`${name} is closed`);
    const delay = delays
      .map((event) => manager.interface.parseLog(event)!.args)
      .filter(({ target }) => isSame(target, address))
      .at(-1);
    if (Number(delay?.delay ?? 0) !== parameters.targetAdminDelaySeconds) {
      problems.push(
        `${name} has an admin delay of ${delay?.delay ?? 0} s, not ${parameters.targetAdminDelaySeconds} s`,
      );
    }
  }
  return problems;
}

async function checkReferences(
  at: (name: string) => Contract,
  get: (name: string) => CheckedDeployment,
): Promise<string[]> {
  const references: readonly (readonly [contract: string, getter: string, target: string])[] = [
    ["Staking", "TOKEN", "CommonToken"],
    ["VotingPower", "TOKEN", "CommonToken"],
    ["VotingPower", "STAKING", "Staking"],
    ["ModelGovernor", "token", "VotingPower"],
    ["ModelGovernor", "timelock", "TimelockController"],
    ["ModelGovernor", "MODEL_REGISTRY", "ModelRegistry"],
    ["DatasetRegistry", "market", "LicenseMarket"],
    ["ModelRegistry", "provenance", "TrainingRounds"],
    ["RewardPool", "DATASETS", "DatasetRegistry"],
    ["TrainingRounds", "MODELS", "ModelRegistry"],
    ["TrainingRounds", "DATASETS", "DatasetRegistry"],
    ["TrainingRounds", "MARKET", "LicenseMarket"],
    ["TrainingRounds", "POOL", "RewardPool"],
    ["ScoreBoard", "STAKING", "Staking"],
    ["ScoreBoard", "ROUNDS", "TrainingRounds"],
    ["ScoreBoard", "POOL", "RewardPool"],
    ["ScoreBoard", "MODELS", "ModelRegistry"],
    ["SealedUpdates", "ROUNDS", "TrainingRounds"],
    ["SealedUpdates", "BOARD", "ScoreBoard"],
  ];
  const problems: string[] = [];
  for (const [name, getter, target] of references) {
    const actual = await at(name).getFunction(getter)();
    const wanted = get(target).address;
    if (!isSame(actual, wanted)) problems.push(`${name}.${getter} is ${actual}, not ${target} at ${wanted}`);
  }
  return problems;
}

async function checkParameters(at: (name: string) => Contract): Promise<string[]> {
  const { governor, committee } = parameters;
  const expected: readonly (readonly [contract: string, getter: string, value: unknown])[] = [
    ["TimelockController", "getMinDelay", parameters.timelockDelaySeconds],
    ["CommonToken", "totalSupply", parameters.initialSupply],
    ["ModelGovernor", "votingDelay", governor.votingDelay],
    ["ModelGovernor", "votingPeriod", governor.votingPeriod],
    ["ModelGovernor", "proposalThreshold", governor.proposalThreshold],
    ["ModelGovernor", "quorumNumerator()", governor.quorumNumerator],
    ["ModelGovernor", "lateQuorumVoteExtension", governor.lateQuorumExtension],
    ["ScoreBoard", "parameters", [committee.minSeatStake, committee.quorumBps, committee.slashBps]],
  ];
  const problems: string[] = [];
  for (const [name, getter, value] of expected) {
    const actual = String(await at(name).getFunction(getter)());
    if (actual !== String(value)) problems.push(`${name}.${getter} is ${actual}, not ${value}`);
  }
  return problems;
}

function compareMembers(role: string, actual: readonly string[], wanted: readonly string[]): string[] {
  const has = (list: readonly string[], account: string) => list.some((other) => isSame(other, account));
  return [
    ...actual.filter((account) => !has(wanted, account)).map((account) => `${account} should not have ${role}`),
    ...wanted.filter((account) => !has(actual, account)).map((account) => `${account} should have ${role}`),
  ];
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
