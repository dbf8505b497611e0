import type { Transmission } from "../../src/learning/compression/Transmission.ts";
import type { Strategy } from "./trainTogether.ts";

const dense: Transmission = { kind: "dense", bits: 32 };
const averaging = { learningRate: 1, momentum: 0 };

function sparse(kept: number, bits: 2 | 8 | 32, decay = 0.95): Strategy {
  return { transmission: { kind: "sparse", chunkSize: 64, kept, bits }, decay, outer: averaging };
}

/** The rows of the table after the baseline, by name; all send float32 or less. */
export const strategies = {
  "dense, averaged": { transmission: dense, decay: 0, outer: averaging },
  "dense, Nesterov 0.7 / 0.5": { transmission: dense, decay: 0, outer: { learningRate: 0.7, momentum: 0.5 } },
  "dense, Nesterov 0.7 / 0.9": { transmission: dense, decay: 0, outer: { learningRate: 0.7, momentum: 0.9 } },
  "25 %, float32": sparse(16, 32),
  "12.5 %, 2 bits": sparse(8, 2),
  "3.1 %, 8 bits": sparse(2, 8),
  "3.1 %, 2 bits": sparse(2, 2),
  "1.6 %, 2 bits": sparse(1, 2),
  "3.1 %, 2 bits, no error feedback": sparse(2, 2, 0),
} as const satisfies Record<string, Strategy>;
