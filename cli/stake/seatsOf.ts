import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { ScoreBoard__factory } from "../../typechain-types/index.ts";

/** Who sits at a model, the greatest stake first, and what a new seat takes; amounts in smallest units. */
export type Seats = {
  readonly seats: readonly { readonly oracle: string; readonly stake: bigint }[];
  readonly mostSeats: number;
  readonly minSeatStake: bigint;
  /** Part of a committee's stake that must reveal, basis points. */
  readonly quorumBps: number;
  /** Part of its stake that a silent member loses, basis points. */
  readonly slashBps: number;
};

/** Reads the seats of a model. */
export async function seatsOf(client: Client, modelId: bigint): Promise<Seats> {
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const [seats, mostSeats, { minSeatStake, quorumBps, slashBps }] = await Promise.all([
    read(board.seatsOf(modelId)),
    read(board.MAX_SEATS()),
    read(board.parameters()),
  ]);
  return {
    seats: seats
      .map(({ oracle, stake }) => ({ oracle, stake }))
      .toSorted((a, b) => Number(b.stake > a.stake) - Number(b.stake < a.stake)),
    mostSeats: Number(mostSeats),
    minSeatStake,
    quorumBps: Number(quorumBps),
    slashBps: Number(slashBps),
  };
}
