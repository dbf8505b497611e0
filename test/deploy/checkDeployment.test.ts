import { expect } from "chai";
import { network } from "hardhat";
import { checkDeployment } from "../../rocketh/checkDeployment.ts";
import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { parameters } from "../../rocketh/parameters.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";
import { AccessManager__factory, ScoreBoard__factory } from "../../typechain-types/index.ts";

/** A deployment with the timelock's own hands at work on it. */
async function deployedEnvironment() {
  silenceDeployments();
  const { ethers, provider, networkHelpers } = await network.create();
  const env = await loadAndExecuteDeploymentsFromFiles({ provider });
  const timelock = env.get("TimelockController").address;
  await networkHelpers.impersonateAccount(timelock);
  await networkHelpers.setBalance(timelock, 10n ** 18n);
  const admin = await ethers.getSigner(timelock);
  const [, mallory] = await ethers.getSigners();
  const manager = AccessManager__factory.connect(env.get("AccessManager").address, admin);
  const check = () => checkDeployment(ethers.provider, (name) => env.get(name));
  return { env, admin, mallory: mallory!, manager, check, networkHelpers };
}

describe("checkDeployment", () => {
  describe("given a fresh deployment (GOV-5)", () => {
    it("finds nothing out of place", async () => {
      const { check } = await deployedEnvironment();
      expect(await check()).to.deep.equal([]);
    });
  });

  describe("given an account that holds a role it should not have", () => {
    it("names the account and the role", async () => {
      const { manager, mallory, check } = await deployedEnvironment();
      await manager.grantRole(3n, mallory.address, 0);
      expect(await check()).to.deep.equal([`${mallory.address} should not have AccessManager role 3`]);
    });
  });

  describe("given a function mapped to another role", () => {
    it("names the function and both roles", async () => {
      const { env, admin, manager, check, networkHelpers } = await deployedEnvironment();
      const board = ScoreBoard__factory.connect(env.get("ScoreBoard").address, admin);
      // The admin delay of every contract is in force five days after the deployment.
      await networkHelpers.time.increase(6 * 86_400);
      const { selector } = board.getFunction("setParameters").fragment;
      const call = manager.interface.encodeFunctionData("setTargetFunctionRole", [board.target, [selector], 4n]);
      await manager.schedule(manager.target, call, 0);
      await networkHelpers.time.increase(parameters.targetAdminDelaySeconds);
      await manager.execute(manager.target, call);
      expect(await check()).to.deep.equal(["ScoreBoard.setParameters belongs to role 4, not 1"]);
    });
  });

  describe("given a parameter that governance changed", () => {
    it("names the parameter and both values", async () => {
      const { env, admin, check } = await deployedEnvironment();
      const board = ScoreBoard__factory.connect(env.get("ScoreBoard").address, admin);
      await board.setParameters({ ...parameters.committee, quorumBps: 7_000 });
      const { minSeatStake, quorumBps, slashBps } = parameters.committee;
      expect(await check()).to.deep.equal([
        `ScoreBoard.parameters is ${minSeatStake},7000,${slashBps}, not ${minSeatStake},${quorumBps},${slashBps}`,
      ]);
    });
  });
});
