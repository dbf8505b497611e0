import type { Examples } from "../learning/Examples.ts";
import type { Network } from "../learning/Network.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import type { ScoringOptions } from "./ScoringOptions.ts";

/** Whose an update is; the update itself is asked for when it is needed. */
export type Submission = { readonly contributor: string };

/** An update that an earlier round of the model made public. */
export type Publication = {
  readonly contributor: string;
  /** What it earned in its round, in parts per billion. */
  readonly score: number;
};

/** What the score of a round is computed from. */
export type ScoringParameters = {
  readonly network: Network;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** One per contributor, in commit order. */
  readonly submissions: readonly Submission[];
  /** Every update that earlier rounds of this model made public, oldest first. */
  readonly publications: readonly Publication[];
  /** How the model's weights moved in earlier rounds, newest first. */
  readonly steps?: readonly Float64Array[];
  /** The sponsor's slices of this round. */
  readonly root: Examples;
  readonly validation: Examples;
  /** How the task trains; the reference update of the root slice is trained this way. */
  readonly training: TrainingOptions;
  /** Seed of the reference update, unsigned 32 bits, declared by the task. */
  readonly seed: number;
  readonly options?: ScoringOptions;
};
