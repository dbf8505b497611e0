import { artifacts, deployScript } from "../rocketh/deploy.ts";
import { parameters } from "../rocketh/parameters.ts";

/** Oracle seats, committees and the settlement of scores. */
export default deployScript(
  async (env) => {
    const { deployer } = env.namedAccounts;
    await env.deploy("ScoreBoard", {
      account: deployer,
      artifact: artifacts.ScoreBoard,
      args: [
        env.get("AccessManager").address,
        env.get("Staking").address,
        env.get("TrainingRounds").address,
        env.get("RewardPool").address,
        env.get("ModelRegistry").address,
        parameters.committee,
      ],
    });
  },
  { tags: ["scoring"], dependencies: ["staking", "training"] },
);
