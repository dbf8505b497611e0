import type { Transmission } from "../learning/compression/Transmission.ts";
import type { Network } from "../learning/Network.ts";
import type { TrainingOptions } from "../learning/TrainingOptions.ts";
import type { ScoringOptions } from "../scoring/ScoringOptions.ts";

/** What a round asks for, named on chain by its digest: everything an oracle needs beside updates, weights and slices. */
export type TaskSpec = {
  readonly format: "commonweights.task.v1";
  readonly network: Network;
  readonly training: TrainingOptions;
  readonly scoring: ScoringOptions;
  /** Seed of the reference update, unsigned 32 bits. */
  readonly seed: number;
  /** How updates are written; absent: every number as float64. */
  readonly transmission?: Transmission;
};
