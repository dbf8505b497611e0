import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** Training rounds, which vouch for the provenance of the versions born in them. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    const models = env.get<typeof artifacts.ModelRegistry.abi>("ModelRegistry");
    const rounds = await env.deploy("TrainingRounds", {
      account: deployer,
      artifact: artifacts.TrainingRounds,
      args: [
        env.get("AccessManager").address,
        models.address,
        env.get("DatasetRegistry").address,
        env.get("LicenseMarket").address,
        env.get("RewardPool").address,
      ],
    });
    if ((await env.read(models, { functionName: "provenance" })).toLowerCase() !== rounds.address.toLowerCase()) {
      await env.execute(models, { account: deployer, functionName: "setProvenance", args: [rounds.address] });
    }
  },
  { tags: ["training"], dependencies: ["market", "rewards"] },
);
