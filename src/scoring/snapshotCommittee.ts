import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type SnapshotCommitteeParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
};

/** Snapshots the committee of a round in Opening and resolves to its size. */
export async function snapshotCommittee(client: Client, { roundId }: SnapshotCommitteeParameters): Promise<number> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const { args } = await send(client, board, "CommitteeSeated", () => board.snapshotCommittee(roundId));
  return Number(args.size);
}
