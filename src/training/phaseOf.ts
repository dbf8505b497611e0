import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type Phase, phases } from "./Phase.ts";

/** The phase a round is in now. */
export async function phaseOf(client: Client, { roundId }: { readonly roundId: bigint }): Promise<Phase> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  return phases[Number(await read(rounds.phaseOf(roundId)))] ?? "None";
}
