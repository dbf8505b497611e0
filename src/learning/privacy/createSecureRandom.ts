import { log } from "../log.ts";

/** Random numbers that nobody can predict: for noise that has to stay secret. */
export type SecureRandom = {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  gaussian(): number;
};

/** `globalThis.crypto`, in Node and in browsers. */
export type RandomSource = { getRandomValues(words: Uint32Array<ArrayBuffer>): unknown };

/** What a call of getRandomValues fills at most (Web Cryptography API, "getRandomValues"). */
const BUFFER_BYTES = 65_536;

/**
 * Draws from a cryptographic generator. A normal is half the sum of four, by Marsaglia's polar method: which doubles a
 * single one can take betrays what it was added to (Mironov 2012; Jin et al. 2022), and a sum of several makes that
 * search infeasible (Holohan and Braghin 2021). It is a mitigation and not a proof; the proof would need noise on a grid.
 */
export function createSecureRandom(source: RandomSource): SecureRandom {
  const words = new Uint32Array(BUFFER_BYTES / 4);
  let next = words.length;

  function uniform(): number {
    if (next === words.length) {
      source.getRandomValues(words);
      next = 0;
    }
    const high = (words[next] as number) >>> 5;
    const low = (words[next + 1] as number) >>> 6;
    // A number is used once and not kept.
    words.fill(0, next, next + 2);
    next += 2;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** The sum of two independent standard normals. */
  function gaussianPair(): number {
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) return (u + v) * Math.sqrt((-2 * log(square)) / square);
    }
  }

  return { uniform, gaussian: () => (gaussianPair() + gaussianPair()) / 2 };
}
