import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

const DEVELOPMENT_CHAIN_ID = "0x7a69"; // 31337

/** The token, with its initial supply in the hands of the timelock, or of the deployer on a development chain. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const isDevelopment = (await env.network.provider.request({ method: "eth_chainId" })) === DEVELOPMENT_CHAIN_ID;
    const initialHolder = isDevelopment ? deployer : env.get("TimelockController").address;
    await env.deploy("CommonToken", {
      account: deployer,
      artifact: artifacts.CommonToken,
      args: [env.get("AccessManager").address, initialHolder, parameters.initialSupply],
    });
  },
  { tags: ["token"], dependencies: ["access"] },
);
