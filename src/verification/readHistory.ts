import { ModelRegistry__factory, TrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { MOST_STEPS } from "../scoring/scoreRound.ts";
import type { ReadRoundParameters } from "./readSubmissions.ts";

/** A file of the model's past that scores follow from. */
export type HistoryFile = {
  readonly digest: string;
  /** What it is, in words. */
  readonly what: string;
  /** Who can supply it. */
  readonly holder: string;
};

/** The weights of the versions that led to a round's base, as far as scores look back, and the tasks of earlier rounds. */
export async function readHistory(
  client: Client,
  { modelId, baseVersion }: { readonly modelId: bigint; readonly baseVersion: bigint },
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<HistoryFile[]> {
  const models = ModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const ancestors = await read(models.lineageOf(modelId, baseVersion));
  const weights = ancestors.slice(0, MOST_STEPS).map(async (version) => ({
    digest: (await read(models.versionOf(modelId, version))).weightsDigest,
    what: `the weights of version ${version}`,
    holder: "the model's owner or any oracle",
  }));
  const opened = await read(rounds.queryFilter(rounds.filters.RoundOpened(undefined, modelId), fromBlock));
  const tasks = opened
    .filter(({ args }) => args.roundId < roundId)
    .map(async ({ args }) => ({
      digest: (await read(rounds.roundOf(args.roundId))).taskDigest,
      what: `the task of round ${args.roundId}`,
      holder: "that round's sponsor",
    }));
  return Promise.all([...weights, ...tasks]);
}
