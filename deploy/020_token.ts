import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

/** The token, with its initial supply in the hands of the genesis holder. */
export default deployScript(
  async (env) => {
    const { deployer, genesisHolder } = env.namedAccounts;
    await env.deploy("CommonToken", {
      account: deployer,
      artifact: artifacts.CommonToken,
      args: [env.get("AccessManager").address, genesisHolder, parameters.initialSupply],
    });
  },
  { tags: ["token"], dependencies: ["access"] },
);
