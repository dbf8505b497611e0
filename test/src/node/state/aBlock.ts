import { getAddress, id, toBeHex } from "ethers";
import type { Block } from "../../../../src/chain/Block.ts";
import type { EventLog } from "../../../../src/chain/EventLog.ts";

/** What differs between the events of a test's block. */
export type EventParts = { readonly address?: string; readonly topics?: readonly string[]; readonly data?: string };

/** Some address, by a number. */
export const addressOf = (number: number) => getAddress(toBeHex(0xadd0 + number, 20));

/** A number as a topic. */
export const topicOf = (number: number | bigint) => toBeHex(number, 32);

/** A block of some branch, with these events and transactions. */
export function aBlock(
  number: number,
  {
    branch = "a",
    events = [],
    transactions = [],
  }: {
    readonly branch?: string;
    readonly events?: readonly EventParts[];
    readonly transactions?: readonly string[];
  } = {},
): Block & { readonly logs: readonly EventLog[] } {
  const hash = id(`block ${number} of ${branch}`);
  const timestamp = 1_000 + 12 * number;
  const logs = events.map(({ address = addressOf(1), topics = [], data = "0x" }, logIndex) => ({
    address,
    topics,
    data,
    blockNumber: number,
    blockHash: hash,
    transactionHash: transactions[0] ?? id(`transaction of ${hash}`),
    transactionIndex: 0,
    logIndex,
    timestamp,
  }));
  const parentHash = id(`block ${number - 1} of ${branch}`);
  return { number, hash, parentHash, timestamp, transactions, logsBloom: "0x", baseFee: 0n, logs };
}
