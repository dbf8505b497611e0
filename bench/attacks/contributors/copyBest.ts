import type { ContributorAttack } from "../AttackContext.ts";
import { addNoise } from "./addNoise.ts";

/** The best-paid update that the last round published, by somebody else, with noise of `noise` times its length. */
export function copyBest(noise: number): ContributorAttack {
  return ({ earlier, owner, round, random }) => {
    const [best] = earlier
      .filter((candidate) => candidate.round === round - 1 && candidate.owner !== owner)
      .sort((a, b) => b.score - a.score);
    return best && addNoise(best.update, noise, random);
  };
}
