import type { Addresses } from "../../src/client.ts";

/** Where commands go. */
export type Network = {
  readonly name: string;
  readonly chainId: number;
  readonly endpoints: readonly string[];
  readonly addresses: Addresses;
  /** First block that can hold an event of the contracts. */
  readonly fromBlock: number;
  /** Accounts that the node itself signs for, by name; only a development chain has them. */
  readonly accounts: Readonly<Record<string, string>>;
};
