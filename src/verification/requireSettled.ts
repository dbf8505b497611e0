import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { phaseOf } from "../training/phaseOf.ts";

/** @throws BaseError `ROUND_UNKNOWN` with the rounds that exist, or `ROUND_NOT_SETTLED` with the phase. */
export async function requireSettled(client: Client, roundId: bigint): Promise<void> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const count = await read(rounds.roundCount());
  if (roundId < 1n || roundId > count) {
    const known = count === 0n ? "No round was opened yet." : `Rounds 1 to ${count} exist.`;
    throw new BaseError("ROUND_UNKNOWN", `There is no round ${roundId}.`, { remedy: known });
  }
  const phase = await phaseOf(client, { roundId });
  if (phase !== "Settled") {
    throw new BaseError("ROUND_NOT_SETTLED", `Round ${roundId} is in phase ${phase}: it has no settled scores.`, {
      remedy: phase === "Failed" ? "A failed round pays no scores." : "Come back once it is settled.",
    });
  }
}
