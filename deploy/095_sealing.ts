import { artifacts, deployScript } from "../rocketh/deploy.ts";

/** Keys of the oracles and announcements of sealed updates: nothing here is restricted, and nothing holds money. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    await env.deploy("SealedUpdates", {
      account: deployer,
      artifact: artifacts.SealedUpdates,
      args: [env.get("TrainingRounds").address, env.get("ScoreBoard").address],
    });
  },
  { tags: ["sealing"], dependencies: ["scoring"] },
);
