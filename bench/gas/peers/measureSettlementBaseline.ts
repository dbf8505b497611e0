import { addressesOf } from "../addressesOf.ts";
import { createWorld } from "../createWorld.ts";
import { gasOf } from "../gasOf.ts";
import { CONTRIBUTORS } from "../ours/measureSettlement.ts";
import { STAKES } from "../ours/seatOracles.ts";
import { noisyScores, trueScores } from "../syntheticScores.ts";

/** The loop one writes first, on the same contributors and the same five vectors. */
export async function measureSettlementBaseline() {
  const { ethers } = await createWorld();
  const baseline = await ethers.deployContract("SettlementBaseline");
  const scores = trueScores(CONTRIBUTORS, 7);
  const totalStake = STAKES.reduce((sum, stake) => sum + stake, 0n);
  const settle = async (vectors: readonly (readonly number[])[]) => {
    const contributors = addressesOf("contributor", CONTRIBUTORS);
    const sent = baseline.getFunction("settle").send(contributors, vectors, STAKES, totalStake);
    return Math.round((await gasOf(sent)) / CONTRIBUTORS);
  };
  return {
    settleAgreedPerContributor: await settle(STAKES.map(() => scores)),
    settleDifferingPerContributor: await settle(STAKES.map((_, k) => noisyScores(scores, k))),
  };
}
