import type { ContributorAttack } from "../AttackContext.ts";
import { addNoise } from "./addNoise.ts";

/** The step that the last round applied, with noise of `noise` times its length: no data needed, only the two versions. */
export function replayStep(noise: number): ContributorAttack {
  return ({ lastStep, random }) => lastStep && addNoise(lastStep, noise, random);
}
