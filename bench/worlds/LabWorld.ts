import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";

/** A task with its data, split over owners. Everything follows from the builder's arguments. */
export type LabWorld = {
  readonly name: string;
  /** Unsigned 32 bits. */
  readonly seed: number;
  readonly network: Network;
  readonly training: TrainingOptions;
  readonly initial: Float64Array;
  /** Rows per owner. */
  readonly parts: readonly Examples[];
  /** The sponsor's slices, one pair per round; no row is in two of them. */
  readonly slices: readonly { readonly root: Examples; readonly validation: Examples }[];
  /** Seen by nobody during the rounds. */
  readonly test: Examples;
  /** Rows of the same distribution that only an attacker has. */
  readonly shadow: Examples;
};

export type LabWorldParameters = {
  readonly owners: number;
  /** Label skew: Dirichlet(α) per class over the owners. */
  readonly alpha: number;
  readonly rounds: number;
  /** Unsigned 32 bits. */
  readonly seed: number;
};
