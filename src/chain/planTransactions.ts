import { bumpFees, chooseFees } from "./chooseFees.ts";
import type { FeePolicy, Fees } from "./Fees.ts";
import type { TrackedTransaction } from "./TrackedTransaction.ts";

/** What is to be done about the own transactions. */
export type TransactionStep =
  /** Another transaction has the nonce. */
  | { readonly do: "displace"; readonly nonce: number }
  /** The nonce was skipped; what follows waits for it. */
  | { readonly do: "fill"; readonly nonce: number; readonly fees: Fees }
  /** The call became pointless; its nonce has to be used all the same. */
  | { readonly do: "cancel"; readonly nonce: number; readonly fees: Fees }
  | { readonly do: "bump"; readonly nonce: number; readonly fees: Fees }
  /** It waits, and nothing that the policy allows would hasten it. */
  | { readonly do: "stuck"; readonly nonce: number };

export type PlanTransactionsParameters = {
  /** Those that are not final, by nonce. */
  readonly open: readonly TrackedTransaction[];
  /** The account's next nonce on the head: a floor. */
  readonly nonce: number;
  /** Chain time of the head, seconds. */
  readonly now: number;
  readonly market: { readonly baseFee: bigint; readonly tip: bigint };
  readonly policy: FeePolicy;
};

/** Decides what to do about the own transactions: pure, so that every case can be tried. */
export function planTransactions({ open, nonce, now, market, policy }: PlanTransactionsParameters): TransactionStep[] {
  const steps: TransactionStep[] = [];
  const waiting = open.filter(({ inclusion, isDisplaced }) => inclusion === undefined && !isDisplaced);
  for (const transaction of waiting) {
    if (transaction.nonce < nonce) steps.push({ do: "displace", nonce: transaction.nonce });
  }
  const pending = waiting.filter((transaction) => transaction.nonce >= nonce);
  const used = new Set(pending.map((transaction) => transaction.nonce));
  const last = pending.at(-1)?.nonce ?? nonce - 1;
  for (let gap = nonce; gap < last; gap++) {
    if (!used.has(gap)) steps.push({ do: "fill", nonce: gap, fees: chooseFees(market, policy) });
  }
  for (const [place, transaction] of pending.entries()) {
    const attempt = transaction.attempts.at(-1)!;
    const isPointless = now > transaction.validUntil && !attempt.isCancel;
    // Only the first can be stuck for its fee; the others wait for it.
    const isStuck = place === 0 && now - attempt.signedAt >= policy.bumpAfterSeconds;
    if (!isPointless && !isStuck) continue;
    const fees = bumpFees(attempt, market, policy);
    if (fees === undefined) steps.push({ do: "stuck", nonce: transaction.nonce });
    else steps.push({ do: isPointless ? "cancel" : "bump", nonce: transaction.nonce, fees });
  }
  return steps;
}
