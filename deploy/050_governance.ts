import { id } from "ethers";
import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

/** The governor, the timelock's only proposer and canceller; anyone may execute what it queued. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const timelock = env.get<typeof artifacts.TimelockController.abi>("TimelockController");
    const governor = await env.deploy("ModelGovernor", {
      account: deployer,
      artifact: artifacts.ModelGovernor,
      args: [parameters.governor, timelock.address, env.get("VotingPower").address, env.get("ModelRegistry").address],
    });

    const anyone = "0x0000000000000000000000000000000000000000";
    const grants = [
      { role: id("PROPOSER_ROLE"), account: governor.address },
      { role: id("CANCELLER_ROLE"), account: governor.address },
      { role: id("EXECUTOR_ROLE"), account: anyone },
    ] as const;
    for (const { role, account } of grants) {
      const args = [role as `0x${string}`, account as `0x${string}`] as const;
      if (await env.read(timelock, { functionName: "hasRole", args })) continue;
      await env.execute(timelock, { account: deployer, functionName: "grantRole", args });
    }
  },
  { tags: ["governance"], dependencies: ["staking", "registry"] },
);
