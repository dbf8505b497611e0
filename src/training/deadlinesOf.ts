import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** When the timed phases of a round end, as timestamps in seconds. */
export type Deadlines = {
  readonly commit: bigint;
  readonly reveal: bigint;
  readonly opening: bigint;
  readonly scoreCommit: bigint;
  readonly scoreReveal: bigint;
};

/** Reads when the phases of a round end. */
export async function deadlinesOf(client: Client, { roundId }: { readonly roundId: bigint }): Promise<Deadlines> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const [commit, reveal, opening, scoreCommit, scoreReveal] = await read(rounds.deadlinesOf(roundId));
  return { commit, reveal, opening, scoreCommit, scoreReveal };
}
