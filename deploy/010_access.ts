import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

/** The AccessManager of all contracts and the timelock that will own it. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    await env.deploy("AccessManager", { account: deployer, artifact: artifacts.AccessManager, args: [deployer] });
    await env.deploy("TimelockController", {
      account: deployer,
      artifact: artifacts.TimelockController,
      args: [parameters.timelockDelaySeconds, [], [], deployer],
    });
  },
  { tags: ["access"] },
);
