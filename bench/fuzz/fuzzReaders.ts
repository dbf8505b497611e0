import { createRandom } from "../../src/learning/createRandom.ts";
import { LearningError } from "../../src/learning/LearningError.ts";
import { readExamples } from "../../src/learning/readExamples.ts";
import { readParameters } from "../../src/learning/readParameters.ts";
import { readUpdate } from "../../src/learning/readUpdate.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { writeUpdate } from "../../src/learning/writeUpdate.ts";
import { decodeSafetensors } from "../../src/storage/decodeSafetensors.ts";
import { encodeSafetensors } from "../../src/storage/encodeSafetensors.ts";
import { SafetensorsError } from "../../src/storage/SafetensorsError.ts";
import type { FuzzSeed } from "./FuzzSeed.ts";
import { fuzzSeeds } from "./fuzzSeeds.ts";
import { mutateFile } from "./mutateFile.ts";

export type FuzzCounts = { accepted: number; readonly refused: Map<string, number> };

export type FuzzResult = {
  /** What became of the inputs, by reader. */
  readonly counts: ReadonlyMap<string, FuzzCounts>;
  /** Inputs that were neither read and written again as they were, nor refused with our errors. */
  readonly failures: readonly { readonly reader: string; readonly input: Uint8Array; readonly error: unknown }[];
};

/** Reads a file and writes it again; undefined where the values have no one spelling (NaN). */
type Rewrite = (bytes: Uint8Array, seed: FuzzSeed) => Uint8Array | undefined;

const readers: Record<string, Rewrite> = {
  decodeSafetensors(bytes) {
    const { tensors, metadata } = decodeSafetensors(bytes);
    return encodeSafetensors(tensors, metadata);
  },
  readParameters: (bytes) => writeParameters(readParameters(bytes)),
  readExamples: (bytes) => writeExamples(readExamples(bytes)),
  readUpdate(bytes, { parameters, transmission }) {
    const update = readUpdate(bytes, parameters, transmission);
    return update.every(Number.isFinite) ? writeUpdate(update, transmission) : undefined;
  },
};

/** Feeds `inputs` seeded mutations of valid files to every reader. The same seed gives the same inputs. */
export function fuzzReaders({ inputs, seed }: { readonly inputs: number; readonly seed: number }): FuzzResult {
  const random = createRandom(seed);
  const seeds = fuzzSeeds();
  const counts = new Map(Object.keys(readers).map((reader) => [reader, { accepted: 0, refused: new Map() }]));
  const failures: { reader: string; input: Uint8Array; error: unknown }[] = [];
  for (let i = 0; i < inputs; i++) {
    const start = seeds[random.integer(seeds.length)] as FuzzSeed;
    const input = mutateFile(start.bytes, random);
    for (const [reader, rewrite] of Object.entries(readers)) {
      const { refused } = counts.get(reader) as FuzzCounts;
      try {
        const again = rewrite(input, start);
        if (again !== undefined && !areEqual(again, input)) {
          failures.push({ reader, input, error: "It is written otherwise than it was read." });
        }
        (counts.get(reader) as FuzzCounts).accepted++;
      } catch (error) {
        if (error instanceof SafetensorsError || error instanceof LearningError) {
          refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
        } else failures.push({ reader, input, error });
      }
    }
  }
  return { counts, failures };
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
