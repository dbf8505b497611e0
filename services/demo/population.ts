import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { GroupAttribute } from "../../src/learning/report/groupsOf.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";
import type { Encoding } from "../../src/learning/table/Encoding.ts";

export { type BuildPopulationParameters, buildPopulation } from "./buildPopulation.ts";
export { type ComparedAccuracy, compareAccuracy } from "./compareAccuracy.ts";
export { type CreateUpdateParameters, createUpdate } from "./createUpdate.ts";
export { type PlayedRound, playRounds, roundSeed } from "./playRounds.ts";
export { tableOfRecords } from "./tableOfRecords.ts";

/** What a contributor does: three of them attack, one each way. */
export type Role = "honest" | "flipped" | "freerider" | "copycat";

/** A piece of one owner's data; trained on by exactly one contributor. */
export type Part = { readonly owner: number; readonly examples: Examples };

export type Contributor = {
  readonly role: Role;
  /** Index of its part. */
  readonly part: number;
  /** It owns the part; otherwise it trains under a license from the part's owner. */
  readonly isProvider: boolean;
};

/** The sponsor's hold-out for one round; no row is in two slices. */
export type RoundSlices = { readonly root: Examples; readonly validation: Examples };

/** The demo's world. Everything follows from the table, the counts and the seed. */
export type Population = {
  readonly seed: number;
  readonly encoding: Encoding;
  readonly network: Network;
  readonly training: TrainingOptions;
  readonly initialParameters: Float64Array;
  /** Names of the data owners. */
  readonly owners: readonly string[];
  readonly parts: readonly Part[];
  /** In commit order; owner k is contributor k. The last three attack. */
  readonly contributors: readonly Contributor[];
  /** One per round. */
  readonly slices: readonly RoundSlices[];
  /** Never seen by anyone during the rounds. */
  readonly test: Examples;
  /** What test rows are compared by: the owner of the data, where the table names one. */
  readonly testAttributes: readonly GroupAttribute[];
  /** What was left out or is too small, in plain words. */
  readonly notes: readonly string[];
};

/** An update that an earlier round made public, with the score it got. */
export type PublishedUpdate = {
  readonly round: number;
  readonly contributor: number;
  readonly update: Float64Array;
  /** Parts per billion. */
  readonly score: number;
};
