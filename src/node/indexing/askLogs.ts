import { getAddress } from "ethers";
import { canonicalAnswer } from "../../chain/canonicalAnswer.ts";
import type { Quorum } from "../../chain/createQuorum.ts";
import type { RpcAnswer } from "../../chain/Endpoint.ts";
import type { EventLog } from "../../chain/EventLog.ts";
import { isLog } from "../../chain/isLog.ts";

/** An event whose time is known when enough nodes gave it along. */
export type RangeLog = Omit<EventLog, "timestamp"> & { readonly timestamp: number | undefined };

export type LogRange = { readonly fromBlock: number; readonly toBlock: number };

/**
 * The events of these contracts in a range of blocks, in the chain's order, as enough nodes give them alike; undefined when
 * they do not, be it that the range is too large for them.
 */
export async function askLogs(
  quorum: Quorum,
  addresses: readonly string[],
  { fromBlock, toBlock }: LogRange,
): Promise<RangeLog[] | undefined> {
  const range = { fromBlock: `0x${fromBlock.toString(16)}`, toBlock: `0x${toBlock.toString(16)}` };
  const call = { method: "eth_getLogs", params: [{ ...range, address: addresses }] };
  const answers = (await quorum.askEach(call)).map(({ answer }) => answer);
  const alike = largestGroup(answers, quorum.needed);
  if (alike === undefined) return undefined;
  const places = new Map(addresses.map((address) => [address.toLowerCase(), getAddress(address)]));
  const times = agreedTimes(alike, quorum.needed);
  const logs = alike[0]!.map((log, k): RangeLog | undefined => {
    if (!isLog(log)) return undefined;
    const address = places.get(log.address.toLowerCase());
    const blockNumber = Number(log.blockNumber);
    if (address === undefined || blockNumber < fromBlock || blockNumber > toBlock) return undefined;
    return {
      address,
      topics: log.topics.map(lowerCased),
      data: lowerCased(log.data),
      blockNumber,
      blockHash: lowerCased(log.blockHash),
      transactionHash: lowerCased(log.transactionHash),
      transactionIndex: Number(log.transactionIndex),
      logIndex: Number(log.logIndex),
      timestamp: times?.[k],
    };
  });
  // Events that were not asked for, or that come twice, are no answer.
  if (logs.includes(undefined)) return undefined;
  const sorted = (logs as RangeLog[]).sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
  const isTwice = sorted.some(
    ({ blockNumber, logIndex }, k) =>
      k > 0 && sorted[k - 1]!.blockNumber === blockNumber && sorted[k - 1]!.logIndex === logIndex,
  );
  return isTwice ? undefined : sorted;
}

/** The results that enough nodes gave alike. */
function largestGroup(answers: readonly RpcAnswer[], needed: number): readonly unknown[][] | undefined {
  const results = answers.flatMap((answer) =>
    "result" in answer && Array.isArray(answer.result) ? [answer.result as unknown[]] : [],
  );
  // One node is believed as it is.
  if (needed === 1) return results.length === 0 ? undefined : [results[0] as unknown[]];
  const groups = new Map<string, unknown[][]>();
  for (const result of results) {
    const text = canonicalAnswer("eth_getLogs", { result })?.text ?? "";
    const group = groups.get(text) ?? [];
    groups.set(text, [...group, result]);
    if (group.length + 1 >= needed) return groups.get(text);
  }
  return undefined;
}

/** The events' times, which not every node gives: undefined unless enough of them say the same. */
function agreedTimes(alike: readonly unknown[][], needed: number): number[] | undefined {
  const given = alike.map((logs) =>
    logs.map((log) => Number((log as Record<string, unknown> | null)?.blockTimestamp ?? 0)),
  );
  const votes = new Map<string, number>();
  for (const times of given) {
    // A block of the year 1970 is none of a chain with events.
    if (times.includes(0) || times.some(Number.isNaN)) continue;
    const text = times.join();
    votes.set(text, (votes.get(text) ?? 0) + 1);
    if (votes.get(text) === needed) return times;
  }
  return undefined;
}

function lowerCased(value: string): string {
  return value.toLowerCase();
}
