import { id } from "ethers";
import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

/** The governor, the timelock's only proposer, canceller and executor; through it, anyone may execute what it queued. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const timelock = env.get<typeof artifacts.TimelockController.abi>("TimelockController");
    const governor = await env.deploy("ModelGovernor", {
      account: deployer,
      artifact: artifacts.ModelGovernor,
      args: [parameters.governor, timelock.address, env.get("VotingPower").address, env.get("ModelRegistry").address],
    });

    // An open executor role would let a call bypass the governor's check that its targets are still the same code.
    for (const role of ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"]) {
      const args = [id(role) as `0x${string}`, governor.address] as const;
      if (await env.read(timelock, { functionName: "hasRole", args })) continue;
      await env.execute(timelock, { account: deployer, functionName: "grantRole", args });
    }
  },
  { tags: ["governance"], dependencies: ["staking", "registry"] },
);
