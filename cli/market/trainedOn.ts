import type { Index } from "../../src/node/indexing/openIndex.ts";

/** A version of a model, and the round that brought it. */
export type TrainedVersion = { readonly modelId: bigint; readonly version: number; readonly roundId: bigint };

/** The model versions in whose rounds somebody trained on a dataset, in the rounds' order. */
export async function trainedOn(index: Index, datasetId: bigint): Promise<readonly TrainedVersion[]> {
  const updates = await index.rows("roundUpdate", { where: { datasetId }, orderBy: "roundId" });
  const revealed = updates.filter(({ revealedAt }) => revealedAt !== null);
  const rounds = await Promise.all(
    [...new Set(revealed.map(({ roundId }) => roundId))].map((id) => index.row("round", { id })),
  );
  return rounds.flatMap((round) =>
    round === undefined || round.candidateVersion === null
      ? []
      : [{ modelId: round.modelId, version: round.candidateVersion, roundId: round.id }],
  );
}
