import type { Addresses } from "../client.ts";

/** One read of a chain and what it answered, as JSON-RPC has them. */
export type ArchivedRead = {
  readonly method: string;
  readonly params: readonly unknown[];
  readonly result: unknown;
};

/**
 * Reads of a chain, kept to be answered again when the chain cannot be reached. It is as trustworthy as whoever made it: it
 * proves that what it claims fits together and follows from the stored files, not that a chain ever said so.
 */
export type ChainArchive = {
  readonly format: "commonweights.chain.v1";
  /** Decimal. */
  readonly chainId: string;
  /** Every read is of the state after this block. */
  readonly blockNumber: number;
  readonly addresses: Addresses;
  readonly reads: readonly ArchivedRead[];
};
