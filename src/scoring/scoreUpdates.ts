import type { PublishedUpdate, SubmittedUpdate } from "./findDuplicates.ts";
import type { RoundScores } from "./RoundScores.ts";
import type { ScoringParameters } from "./ScoringParameters.ts";
import { scoringSteps } from "./scoringSteps.ts";

export type ScoreUpdatesParameters = Omit<ScoringParameters, "submissions" | "publications"> & {
  /** One update (new weights − base) per contributor, in commit order. */
  readonly updates: readonly SubmittedUpdate[];
  /** Every update that earlier rounds of this model made public, oldest first. */
  readonly published: readonly PublishedUpdate[];
};

/**
 * The production score of a round whose updates are in memory, see `scoringSteps`.
 * @throws LearningError when base or slices do not fit the network.
 */
export function scoreUpdates({ updates, published, ...parameters }: ScoreUpdatesParameters): RoundScores {
  const scoring = scoringSteps({ ...parameters, submissions: updates, publications: published });
  let step = scoring.next();
  while (!step.done) {
    const { kind, index } = step.value;
    step = scoring.next((kind === "update" ? updates : published)[index]?.update);
  }
  return step.value;
}
