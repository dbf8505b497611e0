import { BaseError } from "../../src/errors/BaseError.ts";

/** @throws BaseError `WRONG_CHAIN` unless the answer to `eth_chainId` is the chain that is configured. */
export function requireChain(answer: unknown, chainId: bigint): void {
  const actual = BigInt(answer as string);
  if (actual === chainId) return;
  throw new BaseError("WRONG_CHAIN", `The nodes are on chain ${actual}; the configuration says ${chainId}.`, {
    remedy: "Correct chain.endpoints or chain.chainId. Nothing is sent until they fit.",
  });
}
