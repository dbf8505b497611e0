import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** Staking, and the one face of token votes and staked votes. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const token = env.get("CommonToken").address;
    const staking = await env.deploy("Staking", {
      account: deployer,
      artifact: artifacts.Staking,
      args: [env.get("AccessManager").address, token],
    });
    await env.deploy("VotingPower", {
      account: deployer,
      artifact: artifacts.VotingPower,
      args: [token, staking.address],
    });
  },
  { tags: ["staking"], dependencies: ["token"] },
);
