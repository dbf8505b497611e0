import { BrowserProvider, type Eip1193Provider } from "ethers";
import { checkDeployment } from "../rocketh/checkDeployment.ts";
import { deployScript } from "../rocketh/deploy.ts";

/** Fails when any role, selector, delay, reference or parameter is not what it should be. */
export default deployScript(
  async (env) => {
    const provider = new BrowserProvider(env.network.provider as unknown as Eip1193Provider);
    const firstBlock = Number(env.get("AccessManager").receipt?.blockNumber ?? 0);
    const problems = await checkDeployment(provider, (name) => env.get(name), firstBlock);
    if (problems.length > 0) throw new Error(`The deployment is not as it should be:\n- ${problems.join("\n- ")}`);
  },
  { tags: ["check"], dependencies: ["handover", "sealing"], runAtTheEnd: true },
);
