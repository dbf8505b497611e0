import type { BlockRef } from "../../src/chain/Block.ts";
import type { AccountState } from "../../src/chain/createOutbox.ts";
import type { Quorum } from "../../src/chain/createQuorum.ts";
import { quantitiesIn } from "../../src/chain/quantitiesIn.ts";
import { readBlock } from "../../src/chain/readBlock.ts";
import { RetryableError } from "../../src/errors/RetryableError.ts";
import { requireChain } from "./requireChain.ts";

/** The newest block that so many nodes report: for the operator's eyes, nothing is decided by it. */
export async function newestBlock({ askEach, needed }: Quorum): Promise<number> {
  const numbers = quantitiesIn(await askEach({ method: "eth_blockNumber", params: [] }));
  return Number(numbers.at(-needed) ?? 0n);
}

/**
 * What enough nodes say of the account on a head, and what they suggest as a tip.
 * @throws BaseError `WRONG_CHAIN`. @throws RetryableError when they do not agree, or the head is not part of the chain any more.
 */
export async function readAccount(
  quorum: Quorum,
  { head, address, chainId }: { readonly head: BlockRef; readonly address: string; readonly chainId: bigint },
): Promise<AccountState> {
  const at = { blockHash: head.hash };
  const [chain, block, nonce, balance] = await quorum.askAll([
    { method: "eth_chainId", params: [] },
    { method: "eth_getBlockByNumber", params: [`0x${head.number.toString(16)}`, false] },
    { method: "eth_getTransactionCount", params: [address, at] },
    { method: "eth_getBalance", params: [address, at] },
  ]);
  requireChain(chain, chainId);
  const current = readBlock(block);
  if (current?.hash !== head.hash) {
    throw new RetryableError("CHAIN_CONTRADICTS_ITSELF", `Block ${head.number} is not ${head.hash} any more.`, {
      remedy: "The chain is being reorganised; it is read again.",
    });
  }
  const tips = quantitiesIn(await quorum.askEach({ method: "eth_maxPriorityFeePerGas", params: [] }));
  // The middle one: a single node cannot make it dear or too cheap.
  const tip = tips[Math.floor(tips.length / 2)] ?? 0n;
  return { head: current, nonce: Number(nonce as string), balanceWei: BigInt(balance as string), tip };
}
