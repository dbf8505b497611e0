import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import type { Encoding } from "../../src/learning/table/Encoding.ts";
import type { RoundSlices } from "../demo/population.ts";

/** What a contributor trains on. */
export type DataPart = {
  readonly examples: Examples;
  /** The same rows as CSV text, where they come from a table. */
  readonly csv?: string;
};

/** The data that a devnet's people own, and the model that they train on it. */
export type WorldData = {
  readonly title: string;
  readonly network: Network;
  readonly training: TrainingOptions;
  /** Names in the order of class indices. */
  readonly classes: readonly string[];
  /** One per contributor. */
  readonly parts: readonly DataPart[];
  /** How the rows of the CSV texts become numbers, where there are any. */
  readonly table?: { readonly label: string; readonly encoding: Encoding };
  /** Weights that a model starts from, by its number from 0. */
  initialParametersOf(model: number): Float64Array;
  /** The sponsor's hold-out for a round, by its number from 0. */
  slicesOf(round: number): RoundSlices;
  /** Rows that nobody trains on and no slice holds: members read a candidate's results on them before they vote. */
  readonly test: Examples;
};
