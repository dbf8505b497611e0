import { dataSlice } from "ethers";
import { CHUNK_SIZE, chunkHashesOf, encodeScores } from "./scoreVector.ts";

/** Chunks in one transaction: its calldata stays below 64 KiB. */
const CHUNKS_PER_CALL = 16;

/** What each call of `revealScores` brings of a vector: packed scores, and the hashes of all chunks where there are several. */
export function revealParts(scores: ArrayLike<number>): { readonly part: string; readonly chunkHashes: string[] }[] {
  const packed = encodeScores(scores);
  const chunkHashes = scores.length > CHUNK_SIZE ? chunkHashesOf(packed) : [];
  const step = CHUNKS_PER_CALL * CHUNK_SIZE;
  const parts = [];
  for (let first = 0; first < scores.length; first += step) {
    const part = dataSlice(packed, 4 * first, 4 * Math.min(first + step, scores.length));
    parts.push({ part, chunkHashes });
  }
  return parts;
}
