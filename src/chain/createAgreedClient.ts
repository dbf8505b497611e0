import { getAddress, toQuantity, VoidSigner } from "ethers";
import type { Addresses, Client } from "../client.ts";
import type { BlockRef } from "./Block.ts";
import type { Quorum } from "./createQuorum.ts";
import type { EventLog } from "./EventLog.ts";
import type { EventStore } from "./EventStore.ts";
import { ReadProvider } from "./ReadProvider.ts";

export type CreateAgreedClientParameters = {
  readonly quorum: Quorum;
  readonly events: EventStore;
  readonly head: BlockRef;
  readonly chainId: bigint;
  readonly addresses: Addresses;
  /** The account that actions read for; it signs nothing. */
  readonly account: string;
};

/**
 * A client whose reads are all as of one agreed block: events come from the kept ones, never from a rescan, and everything else
 * from what enough nodes say alike. It cannot write.
 */
export function createAgreedClient(parameters: CreateAgreedClientParameters): Client {
  const { quorum, events, head, chainId, addresses, account } = parameters;
  const send = async (method: string, params: readonly unknown[]): Promise<unknown> => {
    if (method === "eth_blockNumber") return toQuantity(head.number);
    if (method === "eth_chainId") return toQuantity(chainId);
    if (method === "eth_getLogs") return keptLogs(events, params[0] as LogQuery);
    return quorum.ask(method, params);
  };
  const provider = new ReadProvider({ send, chainId, blockNumber: head.number, blockHash: head.hash });
  return { runner: new VoidSigner(account, provider), addresses };
}

/** The filter of `eth_getLogs` as ethers writes it. */
type LogQuery = {
  readonly fromBlock?: string;
  readonly toBlock?: string;
  readonly address?: string | readonly string[];
  readonly topics?: readonly (null | string | readonly string[])[];
};

function keptLogs(events: EventStore, { fromBlock, toBlock, address, topics = [] }: LogQuery): object[] {
  const logs = events.logs({
    ...(fromBlock === undefined ? {} : { fromBlock: Number(fromBlock) }),
    ...(toBlock === undefined ? {} : { toBlock: Number(toBlock) }),
    ...(address === undefined ? {} : { addresses: [address].flat().map((one) => getAddress(one)) }),
    topics: topics.map((topic) => (topic === null ? undefined : [topic].flat().map((one) => one.toLowerCase()))),
  });
  return logs.map(toRpcLog);
}

function toRpcLog(log: EventLog): object {
  const { blockNumber, transactionIndex, logIndex, timestamp: _, ...rest } = log;
  return {
    ...rest,
    blockNumber: toQuantity(blockNumber),
    transactionIndex: toQuantity(transactionIndex),
    logIndex: toQuantity(logIndex),
    removed: false,
  };
}
