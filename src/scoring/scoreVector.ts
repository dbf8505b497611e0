import { concat, getBytes, hexlify, keccak256 } from "ethers";
import { BaseError } from "../errors/BaseError.ts";

/** Scores in a chunk; rounds above it are revealed and settled in pieces. */
export const CHUNK_SIZE = 1024;

const MOST = 0xffffffff;

/** Packs scores (parts per billion) as the contracts read them: four big-endian bytes each. */
export function encodeScores(scores: ArrayLike<number>): string {
  const bytes = new DataView(new ArrayBuffer(4 * scores.length));
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (!Number.isInteger(score) || score < 0 || score > MOST) {
      throw new BaseError("SCORE_RANGE", `Score ${score} of contributor ${i} is not a whole number from 0 to ${MOST}.`);
    }
    bytes.setUint32(4 * i, score);
  }
  return hexlify(new Uint8Array(bytes.buffer));
}

/** Reads what {@link encodeScores} wrote. */
export function decodeScores(packed: string): number[] {
  const bytes = getBytes(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i));
}

/** Hashes of the chunks of a packed vector. */
export function chunkHashesOf(packed: string): string[] {
  const bytes = getBytes(packed);
  const hashes: string[] = [];
  for (let at = 0; at < bytes.length; at += 4 * CHUNK_SIZE)
    hashes.push(keccak256(bytes.subarray(at, at + 4 * CHUNK_SIZE)));
  return hashes;
}

/** The hash an oracle commits to: `keccak256` of the concatenated chunk hashes. */
export function vectorHashOf(packed: string): string {
  return keccak256(concat(chunkHashesOf(packed)));
}
