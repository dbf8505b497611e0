import type { Network } from "../../../src/learning/Network.ts";
import type { TrainingOptions } from "../../../src/learning/TrainingOptions.ts";
import type { ExamplesSource } from "./ExamplesSource.ts";

/** What the training thread is started with; everything in it can be cloned to another thread. */
export type TrainingOrder = {
  readonly source: ExamplesSource;
  readonly network: Network;
  readonly training: TrainingOptions;
  readonly base: Float64Array;
  /** Seed and stream of the order of rows, unsigned 32 bits each. */
  readonly seed: readonly [number, ...number[]];
};

/** What the training thread answers: an error loses its class and fields on the way, so it travels as data. */
export type TrainingAnswer =
  | { readonly weights: Float64Array }
  | { readonly failure: { readonly code: string; readonly message: string; readonly remedy: string } };
