import { isError, type JsonRpcProvider } from "ethers";
import { toTypedError } from "../../src/errors/toTypedError.ts";

/**
 * Why a transaction failed that was included all the same: it is played again on the block before, because the chain keeps no
 * reason. Any other error is returned as it is.
 */
export async function minedFailure(error: unknown, provider: JsonRpcProvider): Promise<unknown> {
  const inner = error instanceof Error ? (error.cause ?? error) : error;
  if (!isError(inner, "CALL_EXCEPTION") || inner.receipt === null || inner.receipt === undefined) return error;
  const { hash, blockNumber } = inner.receipt;
  const transaction = await provider.getTransaction(hash);
  if (transaction === null) return error;
  const { from, to, data, value } = transaction;
  try {
    await provider.call({ from, to, data, value, blockTag: blockNumber - 1 });
    return error;
  } catch (reason) {
    return toTypedError(reason);
  }
}
