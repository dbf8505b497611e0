import { hexlify, id, keccak256, toBeHex, toQuantity, toUtf8Bytes, toUtf8String } from "ethers";
import { type AccountState, createOutbox, type Outbox } from "../../../src/chain/createOutbox.ts";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import type { RpcAnswer, RpcCall } from "../../../src/chain/Endpoint.ts";
import type { FeePolicy } from "../../../src/chain/Fees.ts";
import type { TransactionSigner } from "../../../src/chain/TransactionSigner.ts";
import { createChainRecord } from "../../../src/node/state/createChainRecord.ts";
import { createTransactionStore } from "../../../src/node/state/createTransactionStore.ts";
import { openDatabase } from "../../../src/node/state/openDatabase.ts";
import { endpointOf } from "./endpointOf.ts";
import { GWEI } from "./trackedTransaction.ts";

export const SECONDS_PER_BLOCK = 12;
export const FINALITY_DEPTH = 20;
/** Blocks on top of what failed before it is made anew. */
export const CONFIRMATIONS = 3;
const CHAIN_ID = 31_337n;
const NEEDED = 2;

/** The account of {@link plainSigner}. */
export const ACCOUNT = toBeHex(0xacc, 20);

/** Signs by writing the transaction down: quick, and its bytes can be read. */
export const plainSigner: TransactionSigner = {
  address: ACCOUNT,
  sign: async (transaction) =>
    hexlify(
      toUtf8Bytes(JSON.stringify(transaction, (_, value) => (typeof value === "bigint" ? String(value) : value))),
    ),
  deriveSecret: async () => new Uint8Array(32),
};

/** A transaction as nodes see it. */
export type Seen = {
  readonly hash: string;
  readonly raw: string;
  readonly nonce: number;
  readonly data: string;
  readonly to: string;
  readonly gasLimit: bigint;
  readonly maxFeePerGas: bigint;
};

type Mined = { readonly hash: string; readonly nonce: number; readonly isSuccess: boolean };
type StageBlock = { readonly hash: string; readonly transactions: readonly Mined[] };

/** An account on a chain of its own with three nodes, and the state of the service that acts for it. */
export type AccountStage = ReturnType<typeof createAccountStage>;

export const policy: FeePolicy = {
  maxFeePerGas: 100n * GWEI,
  maxPriorityFeePerGas: 2n * GWEI,
  bumpPermille: 125,
  bumpAfterSeconds: 60,
};

/** Makes the stage at block 1; it has three nodes, of which two must agree. */
export function createAccountStage({ signer = plainSigner }: { readonly signer?: TransactionSigner } = {}) {
  const database = openDatabase(":memory:");
  const record = createChainRecord(database, { finalityDepth: FINALITY_DEPTH });
  const store = createTransactionStore(database);
  let blocks: StageBlock[] = [];
  let made = 0;
  const seen = new Map<string, Seen>();
  const sends: Seen[] = [];
  const steps: { readonly step: string; readonly details: Readonly<Record<string, unknown>> }[] = [];

  /** What a node answers beside what follows from the chain. */
  const nodes = {
    estimates: [100_000n, 100_000n, 100_000n] as (bigint | "revert" | "busy" | "nonsense")[],
    balanceWei: 10n ** 20n,
    baseFee: GWEI,
    /** Told of a step; may throw, as if the process ended there. */
    onStep: (_step: string): void => {},
  };

  function answer(k: number, { method, params }: RpcCall): RpcAnswer {
    switch (method) {
      case "eth_estimateGas": {
        const estimate = nodes.estimates[k]!;
        if (estimate === "revert") return { error: { code: 3, message: "execution reverted", data: "0x12345678" } };
        if (estimate === "busy") return { error: { code: -32005, message: "limit exceeded" } };
        return { result: estimate === "nonsense" ? { gas: "much" } : toQuantity(estimate) };
      }
      case "eth_getTransactionReceipt": {
        const [hash] = params as [string];
        const mined = blocks.flatMap(({ transactions }) => transactions).find((one) => one.hash === hash);
        return {
          result: mined === undefined ? null : { transactionHash: hash, status: toQuantity(Number(mined.isSuccess)) },
        };
      }
      case "eth_sendRawTransaction": {
        const [raw] = params as [string];
        if (k === 0) {
          const transaction = read(raw);
          seen.set(transaction.hash, transaction);
          sends.push(transaction);
        }
        return k === 2 ? { error: { code: -32000, message: "already known" } } : { result: id(raw) };
      }
      default:
        return { error: { code: -32601, message: `no method ${method}` } };
    }
  }

  const quorum = createQuorum({
    endpoints: [0, 1, 2].map((k) => endpointOf(`node ${k}`, (call) => answer(k, call))),
    needed: NEEDED,
  });

  function start(): Outbox {
    const onStep = (step: string, details: Readonly<Record<string, unknown>> = {}) => {
      steps.push({ step, details });
      nodes.onStep(step);
    };
    return createOutbox({ quorum, signer, store, chainId: CHAIN_ID, policy, confirmations: CONFIRMATIONS, onStep });
  }

  const number = () => blocks.length;
  const nonceOf = () => blocks.flatMap(({ transactions }) => transactions).length;

  function mine(transactions: readonly Mined[] = []): void {
    made += 1;
    const hash = id(`block ${made}`);
    blocks = [...blocks, { hash, transactions }];
    record.append([
      {
        number: number(),
        hash,
        parentHash: blocks.at(-2)?.hash ?? id("genesis"),
        timestamp: 1_000 + SECONDS_PER_BLOCK * number(),
        logsBloom: "0x",
        baseFee: nodes.baseFee,
        transactions: transactions.map((one) => one.hash),
        logs: [],
      },
    ]);
  }

  mine();
  return {
    database,
    record,
    store,
    nodes,
    steps,
    /** Every transaction that the first node was sent, in order. */
    sends,
    /** A new outbox over the same state, as after a start. */
    start,
    mine,
    /** Transactions that nodes know and that could be in the next block, by nonce; the last sent first. */
    minable(): Seen[] {
      return [...seen.values()].filter(({ nonce }) => nonce === nonceOf()).reverse();
    },
    /** Includes what was sent for a nonce, the last bytes of it unless told otherwise. */
    include(nonce: number, { isSuccess = true, attempt = -1 } = {}): void {
      const { hash } = [...seen.values()].filter((one) => one.nonce === nonce).at(attempt)!;
      mine([{ hash, nonce, isSuccess }]);
    },
    /** Includes a transaction that another program signed with this key. */
    includeForeign(): void {
      mine([{ hash: id(`foreign ${made}`), nonce: nonceOf(), isSuccess: true }]);
    },
    /** Mines until what happened before counts. */
    confirm(): void {
      for (let k = 0; k < CONFIRMATIONS; k++) mine();
    },
    /** Takes the last blocks out of the chain. */
    unwind(depth: number): void {
      blocks = blocks.slice(0, Math.max(1, blocks.length - depth));
      record.unwindTo(number());
    },
    /** What succeeded on the chain as it is, by the data of its call; cancellations and foreign ones left out. */
    successes(): string[] {
      return blocks
        .flatMap(({ transactions }) => transactions)
        .filter(({ isSuccess }) => isSuccess)
        .flatMap(({ hash }) => seen.get(hash)?.data ?? [])
        .filter((data) => data !== "0x");
    },
    nonce: nonceOf,
    state(): AccountState {
      const head = {
        number: number(),
        hash: blocks.at(-1)!.hash,
        parentHash: blocks.at(-2)?.hash ?? id("genesis"),
        timestamp: 1_000 + SECONDS_PER_BLOCK * number(),
        baseFee: nodes.baseFee,
        logsBloom: "0x",
        transactions: [],
      };
      return { head, nonce: nonceOf(), balanceWei: nodes.balanceWei, tip: GWEI };
    },
    stepsNamed: (name: string) => steps.filter(({ step }) => step === name),
  };
}

function read(raw: string): Seen {
  const transaction = JSON.parse(toUtf8String(raw)) as Record<
    "nonce" | "data" | "to" | "gasLimit" | "maxFeePerGas",
    string
  >;
  const { data, to, nonce, gasLimit, maxFeePerGas } = transaction;
  return {
    raw,
    hash: keccak256(raw),
    nonce: Number(nonce),
    data,
    to,
    gasLimit: BigInt(gasLimit),
    maxFeePerGas: BigInt(maxFeePerGas),
  };
}
