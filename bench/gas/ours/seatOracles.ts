import type { Signer } from "ethers";
import type { World } from "../createWorld.ts";

/** What the five oracles staked: unequal, and none decides alone. */
export const STAKES = [5_000n, 4_000n, 3_000n, 2_500n, 2_000n].map((common) => common * 10n ** 18n);

/** Gives five accounts a seat each at model 1. */
export async function seatOracles({ token, staking, board, signers }: World): Promise<Signer[]> {
  const oracles = signers.slice(-STAKES.length);
  for (const [k, oracle] of oracles.entries()) {
    await token.transfer(oracle, STAKES[k]!);
    await token.connect(oracle).approve(staking, STAKES[k]!);
    await staking.connect(oracle).stake(STAKES[k]!);
    await board.connect(oracle).takeSeat(1, STAKES[k]!);
  }
  return oracles;
}
