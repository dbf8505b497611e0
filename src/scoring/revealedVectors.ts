import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { type OracleVector, revealedCalls } from "./readVectors.ts";

/**
 * The score vectors revealed for a round, by oracle, as the calldata of the reveals has them: unchecked, for whoever compares
 * them. `readVectors` checks.
 * @throws BaseError `REVEAL_UNREADABLE` when one of them was revealed through another contract.
 */
export async function revealedVectors(
  client: Client,
  parameters: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<readonly OracleVector[]> {
  const calls = await revealedCalls(client, parameters);
  return calls.map(({ vector, transactionHash }) => {
    if (vector === undefined) throw revealUnreadable([transactionHash]);
    return vector;
  });
}

/** Says which reveals cannot be read. */
export function revealUnreadable(transactions: readonly string[]): BaseError {
  return new BaseError(
    "REVEAL_UNREADABLE",
    `Scores were revealed through another contract, in ${transactions.join(", ")}.`,
    { remedy: "Read the vector from the trace of that transaction." },
  );
}
