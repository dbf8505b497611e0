import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** Datasets and models. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const authority = env.get("AccessManager").address;
    await env.deploy("DatasetRegistry", { account: deployer, artifact: artifacts.DatasetRegistry, args: [authority] });
    await env.deploy("ModelRegistry", { account: deployer, artifact: artifacts.ModelRegistry, args: [authority] });
  },
  { tags: ["registry"], dependencies: ["access"] },
);
