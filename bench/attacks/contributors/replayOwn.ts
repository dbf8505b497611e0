import type { ContributorAttack } from "../AttackContext.ts";
import { addNoise } from "./addNoise.ts";

/** Works in the first round, then submits that update again with noise of `noise` times its length. */
export function replayOwn(noise: number): ContributorAttack {
  return ({ earlier, owner, own, random }) => {
    const first = earlier.find((candidate) => candidate.owner === owner);
    return first === undefined ? own : addNoise(first.update, noise, random);
  };
}
