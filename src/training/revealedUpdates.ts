import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** One revealed update. */
export type RevealedUpdate = {
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  /** Place among the round's commits: of two equal updates, the first commit is the original. */
  readonly commitOrder: number;
  /** Where its reveal stands in the chain. */
  readonly place: { readonly blockNumber: number; readonly index: number };
};

/** The revealed updates of a round by position, read from its events. */
export async function revealedUpdates(
  client: Client,
  { roundId, fromBlock = 0 }: { readonly roundId: bigint; readonly fromBlock?: number },
): Promise<RevealedUpdate[]> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const commits = await read(rounds.queryFilter(rounds.filters.UpdateCommitted(roundId), fromBlock));
  const reveals = await read(rounds.queryFilter(rounds.filters.UpdateRevealed(roundId), fromBlock));
  const commitOrders = new Map(commits.map(({ args }, order) => [args.contributor, order]));
  const updates: RevealedUpdate[] = [];
  for (const { args, blockNumber, index } of reveals) {
    const { contributor, updateDigest } = args;
    const commitOrder = commitOrders.get(contributor) ?? 0;
    updates[Number(args.index)] = { contributor, updateDigest, commitOrder, place: { blockNumber, index } };
  }
  return updates;
}
