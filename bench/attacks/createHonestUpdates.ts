import { createRandom } from "../../src/learning/createRandom.ts";
import { subtract } from "../../src/learning/subtract.ts";
import { trainLocally } from "../../src/learning/trainLocally.ts";
import type { LabWorld } from "../worlds/LabWorld.ts";

/** What each owner's honest training gives in a round (from 0) that starts from `base`. */
export type HonestUpdates = (round: number, base: Float64Array) => readonly Float64Array[];

/** Bases per round whose updates are kept. */
const MOST_REMEMBERED = 6;

/** Honest training, remembered: attacks that a score shuts out leave the same base, and the same work, behind. */
export function createHonestUpdates({ seed, network, training, parts }: LabWorld): HonestUpdates {
  const remembered = new Map<number, { base: Float64Array; updates: readonly Float64Array[] }[]>();
  return (round, base) => {
    const known = remembered.get(round) ?? [];
    const found = known.find((entry) => isSame(entry.base, base));
    const updates =
      found?.updates ??
      parts.map((examples, owner) =>
        subtract(trainLocally(network, base, examples, training, createRandom(seed, 4, round, owner)), base),
      );
    const others = known.filter((entry) => entry !== found);
    remembered.set(round, [{ base, updates }, ...others].slice(0, MOST_REMEMBERED));
    return updates;
  };
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}
