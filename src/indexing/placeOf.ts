import type { IndexEvent } from "./IndexEvent.ts";

/** The columns that say where an event happened. */
export function placeOf({ blockNumber, logIndex, timestamp, transactionHash }: IndexEvent): {
  readonly block: bigint;
  readonly logIndex: number;
  readonly at: number;
  readonly transactionHash: string;
} {
  return { block: BigInt(blockNumber), logIndex, at: timestamp, transactionHash };
}
