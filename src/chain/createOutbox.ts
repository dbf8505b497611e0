import { keccak256 } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { RetryableError } from "../errors/RetryableError.ts";
import { toTypedError } from "../errors/toTypedError.ts";
import type { Block } from "./Block.ts";
import { revertData } from "./canonicalAnswer.ts";
import { chooseFees } from "./chooseFees.ts";
import type { Quorum } from "./createQuorum.ts";
import type { FeePolicy, Fees } from "./Fees.ts";
import type { Intent } from "./Intent.ts";
import { planTransactions } from "./planTransactions.ts";
import { quantitiesIn } from "./quantitiesIn.ts";
import type { Attempt, TrackedTransaction, TransactionStore } from "./TrackedTransaction.ts";
import type { TransactionSigner } from "./TransactionSigner.ts";

export type CreateOutboxParameters = {
  readonly quorum: Quorum;
  readonly signer: TransactionSigner;
  readonly store: TransactionStore;
  readonly chainId: bigint;
  readonly policy: FeePolicy;
  /** Blocks on top of a block before what failed in it is made anew: it might succeed in another block in its place. */
  readonly confirmations: number;
  /** Told where this stands, for tracing and for counting. */
  readonly onStep?: (step: string, details?: Readonly<Record<string, unknown>>) => void;
};

/** The head that transactions are made on: what enough nodes say of the account there. */
export type AccountState = {
  readonly head: Block;
  readonly nonce: number;
  readonly balanceWei: bigint;
  /** What nodes suggest as a tip, wei per gas. */
  readonly tip: bigint;
};

/** Where calls become transactions, each exactly once. */
export type Outbox = {
  /**
   * Signs the call and keeps the signed bytes, unless the act was done or is under way. It is sent by the next {@link flush}.
   * @returns Whether a transaction was made now.
   * @throws RevertError when the nodes agree that the contract would refuse: nothing was signed.
   * @throws RetryableError when they do not agree.
   */
  ensure(intent: Intent, state: AccountState): Promise<boolean>;
  /** Reads how included transactions ended, replaces what is stuck or pointless, fills gaps, and sends what waits. */
  flush(state: AccountState): Promise<void>;
  /** Nonces of transactions that wait although they offer all that the policy allows. */
  stuck(): readonly number[];
};

/** Room above what nodes estimate, for what others do before the block: the reveal that completes the quorum, say, costs a third more. */
const GAS_FACTOR_PERCENT = 130n;
const SPARE_GAS = 150_000n;
/** EIP-7825. */
const MOST_GAS = 16_777_216n;
const CANCEL_GAS = 21_000n;
const MOST_FAILURES = 3;
/** Blocks after which a transaction that is not included is sent again: a node may have dropped it. */
const RESEND_BLOCKS = 2;

/** Makes the outbox of one account. There must be only one at a time for its key. */
export function createOutbox({
  quorum,
  signer,
  store,
  chainId,
  policy,
  confirmations,
  onStep = () => {},
}: CreateOutboxParameters): Outbox {
  /** Head at which an attempt was last sent by this process: after a start, everything that waits is sent again. */
  const sentAt = new Map<string, number>();
  let stuck: number[] = [];

  async function signed(
    call: { to: string; data: string; gas: bigint; nonce: number },
    fees: Fees,
    at: AccountState,
    isCancel: boolean,
  ): Promise<Attempt> {
    const { maxFeePerGas, maxPriorityFeePerGas } = fees;
    const { to, data, gas: gasLimit, nonce } = call;
    const raw = await signer.sign({
      type: 2,
      chainId,
      to,
      data,
      value: 0n,
      gasLimit,
      nonce,
      maxFeePerGas,
      maxPriorityFeePerGas,
    });
    onStep("signed", { nonce });
    return { hash: keccak256(raw), raw, isCancel, signedAt: at.head.timestamp, maxFeePerGas, maxPriorityFeePerGas };
  }

  async function signedNothing(nonce: number, fees: Fees, at: AccountState): Promise<Attempt> {
    return signed({ to: signer.address, data: "0x", gas: CANCEL_GAS, nonce }, fees, at, true);
  }

  async function ensure(intent: Intent, state: AccountState): Promise<boolean> {
    const { key, to, data, validFrom = 0, validUntil } = intent;
    if (store.isUnderWay(key, state.head.number - confirmations)) return false;
    if (store.failures(key) >= MOST_FAILURES) {
      throw new BaseError("ACT_FAILED", `The act ${key} failed ${MOST_FAILURES} times on chain.`, {
        remedy: "Look at its transactions; it is not tried again.",
      });
    }
    const gas = await estimate(intent);
    // The chain's nonce is only a floor: what was signed here may not be part of it yet.
    const nonce = Math.max(state.nonce, (store.lastNonce() ?? -1) + 1);
    const fees = affordable(chooseFees({ baseFee: state.head.baseFee, tip: state.tip }, policy), gas, state);
    if (fees === undefined) {
      throw new BaseError(
        "INSUFFICIENT_FUNDS",
        `The account ${signer.address} has ${state.balanceWei} wei; ${key} needs ${gas} gas at a base fee of ${state.head.baseFee} wei.`,
        { remedy: "Send it some of the chain's native currency." },
      );
    }
    const attempt = await signed({ to, data, gas, nonce }, fees, state, false);
    store.add({ nonce, key, to, data, gas, validFrom, validUntil }, attempt);
    onStep("kept", { key, nonce, hash: attempt.hash });
    return true;
  }

  /** The middle one of the nodes' estimates, with a margin: a single node can make it neither too dear nor too small. */
  async function estimate({ to, data, key }: Intent): Promise<bigint> {
    const call = { method: "eth_estimateGas", params: [{ from: signer.address, to, data }] };
    const answers = await quorum.askEach(call);
    const estimates = quantitiesIn(answers);
    if (estimates.length >= quorum.needed) {
      const middle = estimates[Math.floor(estimates.length / 2)]!;
      const gas = (middle * GAS_FACTOR_PERCENT) / 100n + SPARE_GAS;
      return gas > MOST_GAS ? MOST_GAS : gas;
    }
    const refusals = answers.flatMap(({ answer }) =>
      "error" in answer && revertData(answer.error) !== undefined ? [answer.error] : [],
    );
    if (refusals.length >= quorum.needed) {
      throw toTypedError({ message: `${key} would revert`, data: revertData(refusals[0]!) });
    }
    throw new RetryableError("QUORUM_MISSED", `The nodes do not agree whether ${key} would succeed.`, {
      remedy: "Nothing is sent until they agree: look at which endpoint is down, behind or wrong.",
    });
  }

  async function readOutcomes(): Promise<void> {
    const unread = store.open().filter(({ inclusion }) => inclusion !== undefined && inclusion.isSuccess === undefined);
    for (const { nonce, key, inclusion } of unread) {
      const receipt = await quorum.ask("eth_getTransactionReceipt", [inclusion!.hash]);
      // The chain moved on; the next turn knows better.
      if (receipt === null) continue;
      const isSuccess = BigInt((receipt as { status: string }).status) === 1n;
      store.setOutcome(nonce, isSuccess);
      onStep(isSuccess ? "included" : "reverted", { key, nonce, hash: inclusion!.hash });
    }
  }

  async function flush(state: AccountState): Promise<void> {
    await readOutcomes();
    const market = { baseFee: state.head.baseFee, tip: state.tip };
    const plan = { open: store.open(), nonce: state.nonce, now: state.head.timestamp, market, policy };
    stuck = [];
    for (const step of planTransactions(plan)) {
      const { nonce } = step;
      const transaction = plan.open.find((one) => one.nonce === nonce);
      if (step.do === "displace") {
        store.setDisplaced(nonce, state.head.number);
        onStep("displaced", { nonce, key: transaction?.key });
      } else if (step.do === "stuck" || !isAffordable(step.fees, transaction?.gas ?? CANCEL_GAS, state)) {
        stuck.push(nonce);
      } else if (step.do === "fill") {
        const attempt = await signedNothing(nonce, step.fees, state);
        // A displaced transaction left a gap when the one in its place went out of the chain.
        if (transaction !== undefined) store.addAttempt(nonce, attempt);
        else {
          const validUntil = Number.MAX_SAFE_INTEGER;
          store.add(
            { nonce, key: undefined, to: signer.address, data: "0x", gas: CANCEL_GAS, validFrom: 0, validUntil },
            attempt,
          );
        }
        onStep("filled", { nonce });
      } else {
        const isCancel = step.do === "cancel" || transaction!.attempts.at(-1)!.isCancel;
        const attempt = isCancel
          ? await signedNothing(nonce, step.fees, state)
          : await signed(transaction!, step.fees, state, false);
        store.addAttempt(nonce, attempt);
        onStep(isCancel ? "cancelled" : "bumped", { nonce, key: transaction!.key, hash: attempt.hash });
      }
    }
    await sendWaiting(state);
  }

  async function sendWaiting({ head, nonce }: AccountState): Promise<void> {
    const waiting = store.open().filter((one) => one.nonce >= nonce && one.inclusion === undefined && !one.isDisplaced);
    const hashes = new Set(waiting.map(({ attempts }) => attempts.at(-1)!.hash));
    for (const hash of sentAt.keys()) if (!hashes.has(hash)) sentAt.delete(hash);
    for (const transaction of waiting) {
      // After the chain went back, what it reveals may be too early again.
      if (head.timestamp < transaction.validFrom) continue;
      const attempt = transaction.attempts.at(-1)!;
      const last = sentAt.get(attempt.hash);
      // Also after the chain went back: what was included may not be any more.
      if (last !== undefined && head.number >= last && head.number - last < RESEND_BLOCKS) continue;
      await send(transaction, attempt);
      sentAt.set(attempt.hash, head.number);
    }
  }

  /** Hands the kept bytes to every node. What they answer decides nothing: only the chain does. */
  async function send({ nonce, key }: TrackedTransaction, { raw, hash }: Attempt): Promise<void> {
    onStep("sending", { key, nonce, hash });
    const answers = await quorum.askEach({ method: "eth_sendRawTransaction", params: [raw] });
    const refusals = answers.flatMap(({ name, answer }) =>
      "error" in answer ? [`${name}: ${answer.error.message}`] : [],
    );
    onStep("sent", { key, nonce, hash, ...(refusals.length > 0 ? { refusals } : {}) });
  }

  return { ensure, flush, stuck: () => stuck };
}

/** What is offered, lowered to what the account can pay for; undefined when that is less than a block asks for now. */
function affordable(fees: Fees, gas: bigint, { head, balanceWei }: AccountState): Fees | undefined {
  const most = balanceWei / gas;
  if (most >= fees.maxFeePerGas) return fees;
  const { maxPriorityFeePerGas } = fees;
  return most >= head.baseFee + maxPriorityFeePerGas ? { maxFeePerGas: most, maxPriorityFeePerGas } : undefined;
}

function isAffordable({ maxFeePerGas }: Fees, gas: bigint, { balanceWei }: AccountState): boolean {
  return gas * maxFeePerGas <= balanceWei;
}
