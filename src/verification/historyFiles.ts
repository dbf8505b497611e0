import type { VersionWeights } from "../scoring/weightsBefore.ts";
import type { EarlierRound } from "../training/earlierRounds.ts";

/** A file of the model's past that scores follow from. */
export type HistoryFile = {
  readonly digest: string;
  /** What it is, in words. */
  readonly what: string;
  /** Who can supply it. */
  readonly holder: string;
};

/** The weights that led to a round's base, as far as scores look back, and the tasks of the model's earlier rounds. */
export function historyFiles(weights: readonly VersionWeights[], earlier: readonly EarlierRound[]): HistoryFile[] {
  return [
    ...weights.map(({ version, weightsDigest }) => ({
      digest: weightsDigest,
      what: `the weights of version ${version}`,
      holder: "the model's owner or any oracle",
    })),
    ...earlier.map(({ roundId, taskDigest }) => ({
      digest: taskDigest,
      what: `the task of round ${roundId}`,
      holder: "that round's sponsor",
    })),
  ];
}
