import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";

export type ClaimFeeParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** Place in the committee. */
  readonly seat: number;
};

/** Pays a member of the committee for its agreement and resolves to the amount. */
export async function claimFee(client: Client, { roundId, seat }: ClaimFeeParameters): Promise<bigint> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const { args } = await send(client, board, "FeeClaimed", () => board.claimFee(roundId, seat));
  return args.amount as bigint;
}
