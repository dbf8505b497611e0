import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** The pots of all rounds, which take the token. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const token = env.get("CommonToken").address;
    const pool = await env.deploy("RewardPool", {
      account: deployer,
      artifact: artifacts.RewardPool,
      args: [env.get("AccessManager").address, env.get("DatasetRegistry").address],
    });
    if (!(await env.read(pool, { functionName: "isTokenAllowed", args: [token] }))) {
      await env.execute(pool, { account: deployer, functionName: "setTokenAllowed", args: [token, true] });
    }
  },
  { tags: ["rewards"], dependencies: ["token", "registry"] },
);
