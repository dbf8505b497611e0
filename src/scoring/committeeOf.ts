import { IScoreBoard__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** One member of a round's committee; its place in the list is its seat. */
export type Member = {
  readonly oracle: string;
  readonly stake: bigint;
  /** The commitment until the reveal, then the hash of vector hash and aggregate digest. */
  readonly sealedHash: string;
  readonly isCommitted: boolean;
  readonly isRevealed: boolean;
  readonly isVoid: boolean;
  readonly isSlashed: boolean;
  readonly isAssessed: boolean;
  /** `Σ_i |w_i − c_i|`, final once assessed. */
  readonly disagreement: bigint;
};

/** Reads the committee of a round. */
export async function committeeOf(client: Client, { roundId }: { readonly roundId: bigint }): Promise<Member[]> {
  const board = IScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const members = await read(board.membersOf(roundId));
  return members.map((member) => ({
    oracle: member.oracle,
    stake: member.stake,
    sealedHash: member.sealedHash,
    isCommitted: member.isCommitted,
    isRevealed: member.isRevealed,
    isVoid: member.isVoid,
    isSlashed: member.isSlashed,
    isAssessed: member.isAssessed,
    disagreement: member.disagreement,
  }));
}
