import type { FeePolicy, Fees } from "./Fees.ts";

/** Room for the base fee to double twice, roughly six full blocks, before a transaction is stuck. */
const BASE_FEES = 4n;

/** What a new transaction offers, given the base fee and the tip that nodes suggest; never above the policy. */
export function chooseFees({ baseFee, tip }: { baseFee: bigint; tip: bigint }, policy: FeePolicy): Fees {
  const maxPriorityFeePerGas = least(tip, policy.maxPriorityFeePerGas, policy.maxFeePerGas);
  return {
    maxFeePerGas: least(BASE_FEES * baseFee + maxPriorityFeePerGas, policy.maxFeePerGas),
    maxPriorityFeePerGas,
  };
}

/** What a replacement of `offered` offers; undefined when nodes would not take anything that the policy allows. */
export function bumpFees(offered: Fees, market: { baseFee: bigint; tip: bigint }, policy: FeePolicy): Fees | undefined {
  const fresh = chooseFees(market, policy);
  // Nodes want more than before, also where an eighth of it is nothing.
  const raised = (fee: bigint) => most(fee + 1n, (fee * BigInt(1000 + policy.bumpPermille) + 999n) / 1000n);
  const maxFeePerGas = most(raised(offered.maxFeePerGas), fresh.maxFeePerGas);
  if (maxFeePerGas > policy.maxFeePerGas) return undefined;
  // The cap on the tip yields to the rule that a replacement raises it.
  const maxPriorityFeePerGas = most(raised(offered.maxPriorityFeePerGas), fresh.maxPriorityFeePerGas);
  return { maxFeePerGas, maxPriorityFeePerGas: least(maxPriorityFeePerGas, maxFeePerGas) };
}

function least(first: bigint, ...others: readonly bigint[]): bigint {
  let smallest = first;
  for (const other of others) if (other < smallest) smallest = other;
  return smallest;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
