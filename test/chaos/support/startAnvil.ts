import { toQuantity } from "ethers";
import { type DevNode, type StartNodeParameters, startNode } from "../../../services/devnet/startNode.ts";

/** A block as scenarios talk about it. */
export type BlockHead = {
  readonly number: number;
  readonly hash: string;
  /** Seconds. */
  readonly timestamp: bigint;
  readonly transactions: readonly string[];
};

export type ReorgParameters = {
  /** Blocks at the head that are replaced. */
  readonly depth: number;
  /** Blocks that take their place: one more unless given, because a longer chain wins. */
  readonly blocks?: number;
  readonly secondsPerBlock?: number;
  /** Signed transactions that get in before those of the dropped blocks: a rival with the same nonce wins. */
  readonly first?: readonly string[];
  /** Blocks of the new branch that stay empty before the dropped transactions come back. */
  readonly returnAfter?: number;
  /** Transactions, by hash, that no node remembers: they do not come back. */
  readonly isLost?: (hash: string) => boolean;
};

/** What a reorganisation did. */
export type Reorg = {
  /** The blocks that are no part of the chain any more, oldest first. */
  readonly dropped: readonly BlockHead[];
  /** Hashes of transactions that were in them and that the new chain refused or was not given. */
  readonly lost: readonly string[];
  readonly head: BlockHead;
};

/** A node under the test's thumb. */
export type Anvil = DevNode & {
  head(block?: number | "latest"): Promise<BlockHead>;
  /** Mines blocks that are `secondsPerBlock` apart; the first takes the transactions that wait. */
  mine(blocks?: number, secondsPerBlock?: number): Promise<BlockHead>;
  /** Mines one block at a timestamp in seconds, or nothing when the chain is there already. */
  advanceTo(timestamp: bigint): Promise<void>;
  /** Replaces the last blocks by another branch. No automatic mining must run meanwhile. */
  reorg(parameters: ReorgParameters): Promise<Reorg>;
  /** Remembers the chain, and forgets everything later when asked to; a snapshot serves once. */
  snapshot(): Promise<() => Promise<void>>;
  /** The whole chain: accounts, blocks and logs. */
  dumpState(): Promise<string>;
  /** Becomes the chain of a dump, for a node that has just started with the same genesis. */
  loadState(state: string): Promise<void>;
  setBalance(address: string, wei: bigint): Promise<void>;
  /** Base fee of the next block; the ones after it follow EIP-1559 again. */
  setNextBaseFee(weiPerGas: bigint): Promise<void>;
  /** Hashes of the transactions that wait to be mined. */
  waiting(): Promise<string[]>;
};

const SECONDS_PER_BLOCK = 12;

/** Starts Anvil for a test; it mines by hand unless told otherwise. */
export async function startAnvil(parameters: StartNodeParameters = {}): Promise<Anvil> {
  const node = await startNode({ mining: "manual", ...parameters });
  const { send } = node;

  const head = async (block: number | "latest" = "latest") =>
    toHead(await send("eth_getBlockByNumber", [block === "latest" ? block : toQuantity(block), false]));
  const mine = async (blocks = 1, secondsPerBlock = SECONDS_PER_BLOCK) => {
    await send("anvil_mine", [toQuantity(blocks), toQuantity(secondsPerBlock)]);
    return head();
  };
  const waiting = async () => {
    const { pending, queued } = (await send("txpool_content", [])) as Record<string, Pool>;
    return [pending, queued].flatMap((pool) =>
      Object.values(pool ?? {}).flatMap((byNonce) =>
        Object.entries(byNonce)
          .sort(([a], [b]) => Number(a) - Number(b))
          .map(([, { hash }]) => hash),
      ),
    );
  };
  const rawOf = async (hash: string) => (await send("eth_getRawTransactionByHash", [hash])) as string;

  /*
   * What anvil_reorg and anvil_rollback of Anvil 1.7.1 do, as observed, and why neither is used alone:
   * - Transactions of the dropped blocks are gone, unlike on a real network, where nodes put them back into the pool; and
   *   those that wait in the pool on top of them are silently thrown away by the next block. So both are sent again.
   * - anvil_reorg(depth, pairs) fills up with as many blocks as it dropped, all with the timestamp of the fork. Blocks get
   *   the wall clock's progress since the one before, which may be none at all. So timestamps are set here.
   * - Without transactions and at the same second, the new block could even be the old one: the new branch is a second off.
   * - The base fee goes on from the dropped head instead of the fork. So it is set to what the first dropped block had,
   *   which is what EIP-1559 derives from their common parent.
   * - eth_getBlockByHash and eth_getTransactionReceipt know nothing of dropped blocks any more.
   */
  const reorg = async (parameters: ReorgParameters): Promise<Reorg> => {
    const { depth, blocks = depth + 1, secondsPerBlock = SECONDS_PER_BLOCK, first = [] } = parameters;
    const { returnAfter = 0, isLost = () => false } = parameters;
    const { number } = await head();
    const dropped: BlockHead[] = [];
    for (let n = number - depth + 1; n <= number; n++) dropped.push(await head(n));
    const baseFee = ((await send("eth_getBlockByNumber", [toQuantity(number - depth + 1), false])) as RawBlock)
      .baseFeePerGas;
    const hashes = [...dropped.flatMap(({ transactions }) => transactions), ...(await waiting())];
    const returning = await Promise.all(
      hashes.filter((hash) => !isLost(hash)).map(async (hash) => ({ hash, raw: await rawOf(hash) })),
    );
    const lost = hashes.filter(isLost);

    await send("anvil_dropAllTransactions", []);
    await send("anvil_rollback", [depth]);
    const fork = await head();
    await send("anvil_setNextBlockBaseFeePerGas", [baseFee]);
    for (const raw of first) await send("eth_sendRawTransaction", [raw]);
    for (let k = 0; k < blocks; k++) {
      if (k === returnAfter) {
        for (const { hash, raw } of returning) {
          if (!(await isAccepted(send, raw))) lost.push(hash);
        }
      }
      const timestamp = fork.timestamp + BigInt(1 + secondsPerBlock * (k + 1));
      await send("evm_mine", [toQuantity(timestamp)]);
    }
    return { dropped, lost, head: await head() };
  };

  return {
    ...node,
    head,
    mine,
    reorg,
    waiting,
    async advanceTo(timestamp) {
      if ((await head()).timestamp < timestamp) await send("evm_mine", [toQuantity(timestamp)]);
    },
    async snapshot() {
      const id = await send("evm_snapshot", []);
      return async () => {
        if ((await send("evm_revert", [id])) !== true) throw new Error(`Snapshot ${String(id)} was used before.`);
      };
    },
    dumpState: async () => (await send("anvil_dumpState", [])) as string,
    async loadState(state) {
      await send("anvil_loadState", [state]);
    },
    async setBalance(address, wei) {
      await send("anvil_setBalance", [address, toQuantity(wei)]);
    },
    async setNextBaseFee(weiPerGas) {
      await send("anvil_setNextBlockBaseFeePerGas", [toQuantity(weiPerGas)]);
    },
  };
}

type Pool = Readonly<Record<string, Readonly<Record<string, { readonly hash: string }>>>>;

type RawBlock = {
  readonly number: string;
  readonly hash: string;
  readonly timestamp: string;
  readonly baseFeePerGas: string;
  readonly transactions: readonly string[];
};

function toHead(block: unknown): BlockHead {
  const { number, hash, timestamp, transactions } = block as RawBlock;
  return { number: Number(number), hash, timestamp: BigInt(timestamp), transactions };
}

/** A rival with its nonce, or the new base fee, may keep a transaction out. */
async function isAccepted(send: DevNode["send"], raw: string): Promise<boolean> {
  return send("eth_sendRawTransaction", [raw]).then(
    () => true,
    () => false,
  );
}
