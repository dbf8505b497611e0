import { type Interface, type LogDescription, zeroPadValue } from "ethers";
import type { EventStore } from "../../src/chain/EventStore.ts";
import type { Addresses } from "../../src/client.ts";
import { contractInterfaces } from "../writing/contractInterfaces.ts";

/** Where votes come from. */
export type Source = "tokens" | "stake";

/** Whom somebody delegated to, and since when in seconds. */
export type Delegation = { readonly delegator: string; readonly delegatee: string; readonly since: number };

/** What accounts held, and to whom they delegated it, up to a time in seconds, folded from the kept events. */
export type Holdings = {
  /** Tokens that an account held, or active stake that it had; smallest units. */
  held(source: Source, account: string): bigint;
  /** The last delegation of an account; undefined when there is none. */
  delegation(source: Source, account: string): Delegation | undefined;
  /** Who delegated to the account, and not elsewhere since. */
  delegators(source: Source, account: string): Delegation[];
};

/** The holdings as they were at a time. The chain itself keeps no history of them; its events do. */
export function holdingsAt(events: EventStore, { commonToken, staking }: Addresses, at: number): Holdings {
  const contracts = {
    tokens: { address: commonToken, abi: contractInterfaces.commonToken.abi() },
    stake: { address: staking, abi: contractInterfaces.staking.abi() },
  };

  /** Events of one kind, in order, with accounts at the places given. */
  function find(source: Source, name: string, ...accounts: (string | undefined)[]): Found[] {
    const { address, abi } = contracts[source];
    const topics = [abi.getEvent(name)!.topicHash, ...accounts.map((one) => one && zeroPadValue(one, 32))];
    return events
      .logs({ addresses: [address], topics: topics.map((topic) => (topic ? [topic.toLowerCase()] : undefined)) })
      .filter(({ timestamp }) => timestamp <= at)
      .map((log) => ({ args: parse(abi, log), since: log.timestamp }));
  }
  const sum = (found: readonly Found[], amount: string): bigint =>
    found.reduce((all, { args }) => all + (args[amount] as bigint), 0n);

  const holdings: Holdings = {
    held(source, account) {
      if (source === "tokens") {
        return (
          sum(find(source, "Transfer", undefined, account), "value") - sum(find(source, "Transfer", account), "value")
        );
      }
      const came = sum(find(source, "Staked", account), "amount");
      const back = sum(find(source, "ExitQueueClosed", account), "returned");
      const left = sum(find(source, "ExitRequested", account), "amount");
      return came + back - left - sum(find(source, "StakeSlashed", account), "fromActive");
    },
    delegation(source, account) {
      const last = find(source, "DelegateChanged", account).at(-1);
      if (last === undefined || BigInt(last.args.toDelegate as string) === 0n) return undefined;
      return { delegator: account, delegatee: last.args.toDelegate as string, since: last.since };
    },
    delegators(source, account) {
      const candidates = find(source, "DelegateChanged", undefined, undefined, account);
      const names = new Set(candidates.map(({ args }) => args.delegator as string));
      return [...names]
        .map((name) => holdings.delegation(source, name))
        .filter((one): one is Delegation => one?.delegatee === account);
    },
  };
  return holdings;
}

type Found = { readonly args: LogDescription["args"]; readonly since: number };

function parse(abi: Interface, log: { readonly topics: readonly string[]; readonly data: string }) {
  return abi.parseLog(log)!.args;
}
