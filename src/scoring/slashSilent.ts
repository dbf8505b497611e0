import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type SlashSilentParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Place in the committee. */
  readonly seat: number;
};

/** Slashes a member that committed and stayed silent and resolves to the amount burned. */
export async function slashSilent(client: Client, { roundId, seat }: SlashSilentParameters): Promise<bigint> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const { args } = await send(client, board, "SilenceSlashed", () => board.slashSilent(roundId, seat));
  return args.amount as bigint;
}
