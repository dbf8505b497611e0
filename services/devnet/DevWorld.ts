import type { JsonRpcProvider, Wallet } from "ethers";
import type { Client } from "../../src/client.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import type { Deployment } from "./deployTo.ts";
import type { DataPart, WorldData } from "./WorldData.ts";

/** Somebody with a key and with ether to spend. */
export type DevActor = {
  /** As files and logs call it, like "oracle-1". */
  readonly name: string;
  readonly wallet: Wallet;
  readonly client: Client;
};

/** A contributor with its data and its right to train; its bonds are allowed to be taken. */
export type DevContributor = DevActor & {
  readonly part: DataPart;
  readonly datasetId: bigint;
  /** SHA-256 of the manifest of that dataset. */
  readonly manifestDigest: string;
  /** 0n when it owns the dataset. */
  readonly licenseId: bigint;
};

/** Everything that rounds on a devnet need. */
export type DevWorld = {
  readonly deployment: Deployment;
  readonly provider: JsonRpcProvider;
  readonly store: ContentStore;
  readonly data: WorldData;
  /** By number from 0, as `WorldData` counts them. */
  readonly modelIds: readonly bigint[];
  /** Digest of the file that says how rows become numbers; undefined when the data is numbers already. */
  readonly encodingDigest: string | undefined;
  /** Deployed everything and holds what nobody was given. */
  readonly treasury: DevActor;
  /** Owns the models; its pots and fees are allowed to be taken. */
  readonly sponsor: DevActor;
  readonly contributors: readonly DevContributor[];
  /** With tokens for a seat of `seatStake` at every model. */
  readonly oracles: readonly DevActor[];
  /** An oracle that nobody runs: whoever joins may be it. Funded like the others, never seated. */
  readonly guest: DevActor;
  /** They vote on which version goes live; together they are a quorum. */
  readonly members: readonly DevActor[];
  /** They have tokens and no part in any round: alice provides data, bob licenses it, carol could vote if she delegated. */
  readonly users: { readonly alice: DevActor; readonly bob: DevActor; readonly carol: DevActor };
  /** Smallest units, per oracle and model. */
  readonly seatStake: bigint;
};
