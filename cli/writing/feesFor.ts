import { formatUnits } from "ethers";
import { chooseFees } from "../../src/chain/chooseFees.ts";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import type { RpcAnswer } from "../../src/chain/Endpoint.ts";
import type { Fees } from "../../src/chain/Fees.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { medianOf } from "./medianOf.ts";

/** What a command offers, and what it expects to pay, wei per gas. */
export type OfferedFees = Fees & { readonly expected: bigint };

/** Never offered without `--max-fee`, wei per gas: nodes say what the fee is, and anybody can run a node. */
export const MOST_WITHOUT_ASKING = 500_000_000_000n;

/**
 * What to offer now, never more than `maxFee`.
 * @throws BaseError `FEE_ABOVE_LIMIT` when the network takes more.
 */
export async function feesFor(quorum: Quorum, maxFee: bigint | undefined): Promise<OfferedFees> {
  const [baseFee, tip] = await Promise.all([baseFeeOf(quorum), tipOf(quorum)]);
  const most = maxFee ?? MOST_WITHOUT_ASKING;
  // A tip above a limit that was given is cut; one above what anybody takes for sensible is shown to whoever pays it.
  requireWithin(maxFee === undefined ? baseFee + tip : baseFee, maxFee);
  const fees = chooseFees(
    { baseFee, tip },
    { maxFeePerGas: most, maxPriorityFeePerGas: most, bumpPermille: 125, bumpAfterSeconds: 60 },
  );
  let expected = baseFee + fees.maxPriorityFeePerGas;
  if (expected > most) expected = most;
  return { ...fees, expected };
}

/** Of the newest block, wei per gas; 0 on chains without one. */
export function baseFeeOf(quorum: Quorum): Promise<bigint> {
  return medianOf(quorum, { method: "eth_getBlockByNumber", params: ["latest", false] }, (answer): RpcAnswer => {
    if (!("result" in answer) || answer.result === null || answer.result === undefined) return answer;
    return { result: (answer.result as { readonly baseFeePerGas?: unknown }).baseFeePerGas ?? "0x0" };
  });
}

/** Wei per gas. Some nodes only know what gas costs altogether. */
async function tipOf(quorum: Quorum): Promise<bigint> {
  try {
    return await medianOf(quorum, { method: "eth_maxPriorityFeePerGas", params: [] });
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    const [price, baseFee] = await Promise.all([
      medianOf(quorum, { method: "eth_gasPrice", params: [] }),
      baseFeeOf(quorum),
    ]);
    return price > baseFee ? price - baseFee : 0n;
  }
}

function requireWithin(fee: bigint, maxFee: bigint | undefined): void {
  if (fee <= (maxFee ?? MOST_WITHOUT_ASKING)) return;
  const [taken, most] = [inGwei(fee), inGwei(maxFee ?? MOST_WITHOUT_ASKING)];
  throw new BaseError(
    "FEE_ABOVE_LIMIT",
    maxFee === undefined
      ? `The nodes want ${taken} gwei per gas; without --max-fee at most ${most} are offered.`
      : `The network takes ${taken} gwei per gas; --max-fee allows ${most}.`,
    { remedy: "Nothing was sent. Wait, ask other nodes, or allow more with --max-fee." },
  );
}

/** Wei as gwei, in words. */
export function inGwei(wei: bigint): string {
  return formatUnits(wei, "gwei").replace(/\.0$/, "");
}
