import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { type OracleVector, readVectors } from "./readVectors.ts";

/**
 * The score vectors revealed for a round, by oracle, read from the calldata of the reveals.
 * @throws BaseError `REVEAL_UNREADABLE` when one of them was revealed through another contract.
 */
export async function revealedVectors(
  client: Client,
  parameters: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<readonly OracleVector[]> {
  const { vectors, unreadable } = await readVectors(client, parameters);
  if (unreadable.length > 0) throw revealUnreadable(unreadable);
  return vectors;
}

/** Says which reveals cannot be read. */
export function revealUnreadable(transactions: readonly string[]): BaseError {
  return new BaseError(
    "REVEAL_UNREADABLE",
    `Scores were revealed through another contract, in ${transactions.join(", ")}.`,
    { remedy: "Read the vector from the trace of that transaction." },
  );
}
