import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** The license market, which lists datasets on behalf of their providers and takes the token in payment. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const datasets = env.get<typeof artifacts.DatasetRegistry.abi>("DatasetRegistry");
    const token = env.get("CommonToken").address;
    const market = await env.deploy("LicenseMarket", {
      account: deployer,
      artifact: artifacts.LicenseMarket,
      args: [env.get("AccessManager").address, datasets.address, env.get("ModelRegistry").address],
    });
    if ((await env.read(datasets, { functionName: "market" })).toLowerCase() !== market.address.toLowerCase()) {
      await env.execute(datasets, { account: deployer, functionName: "setMarket", args: [market.address] });
    }
    if (!(await env.read(market, { functionName: "isTokenAllowed", args: [token] }))) {
      await env.execute(market, { account: deployer, functionName: "setTokenAllowed", args: [token, true] });
    }
  },
  { tags: ["market"], dependencies: ["token", "registry"] },
);
