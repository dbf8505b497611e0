import type { ContentStore } from "../../src/storage/ContentStore.ts";
import type { OracleRole } from "./DemoResult.ts";
import type { Population, Role } from "./population.ts";
import type { DemoChain } from "./startChain.ts";

/** A contributor of the demo, with its account and its right to train. */
export type ContributorActor = {
  readonly account: number;
  readonly name: string;
  readonly role: Role;
  /** Index of its part of the data. */
  readonly part: number;
  readonly datasetId: bigint;
  /** SHA-256 of the manifest of that dataset. */
  readonly manifestDigest: string;
  /** 0 when it owns the dataset. */
  readonly licenseId: bigint;
};

/** An oracle of the demo. */
export type OracleActor = {
  readonly account: number;
  readonly name: string;
  readonly role: OracleRole;
  /** Opens the updates that are sealed to it. */
  readonly identity: string;
};

/** Everything that the rounds are lived in. */
export type World = {
  readonly chain: DemoChain;
  readonly store: ContentStore;
  readonly population: Population;
  readonly modelId: bigint;
  /** Account that owns the model and sponsors its rounds. */
  readonly sponsor: number;
  readonly contributors: readonly ContributorActor[];
  readonly oracles: readonly OracleActor[];
  /** Accounts that vote with their own tokens. */
  readonly members: readonly number[];
  readonly licenseIds: readonly bigint[];
  /** Tells the user what happens. */
  readonly say: (line: string) => void;
};
