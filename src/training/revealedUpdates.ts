import { TrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** One revealed update. */
export type RevealedUpdate = {
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
};

/** The revealed updates of a round by position, read from its events. */
export async function revealedUpdates(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<RevealedUpdate[]> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const events = await read(rounds.queryFilter(rounds.filters.UpdateRevealed(roundId), fromBlock));
  const updates: RevealedUpdate[] = [];
  for (const { args } of events) {
    updates[Number(args.index)] = { contributor: args.contributor, updateDigest: args.updateDigest };
  }
  return updates;
}
