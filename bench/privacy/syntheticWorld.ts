import { syntheticExamples } from "../worlds/syntheticExamples.ts";
import type { PrivateWorld } from "./measurePrivacy.ts";

/** The seeded synthetic world, rows split evenly: 64 features, 10 classes, a 64-32-10 network. */
export function syntheticWorld(seed: number, { owners, rows }: { owners: number; rows: number }): PrivateWorld {
  const [test, ...parts] = syntheticExamples(seed, [2000, ...Array.from({ length: owners }, () => rows)]);
  if (test === undefined) throw new RangeError("A world needs test rows.");
  return {
    seed,
    network: { widths: [64, 32, 10] },
    owners: parts,
    test,
    rounds: 3,
    steps: 50,
    samplingRate: 0.1,
    optimization: { learningRate: 1, weightDecay: 0, optimizer: { kind: "sgd", momentum: 0.5 } },
  };
}
