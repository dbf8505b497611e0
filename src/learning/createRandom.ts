/** A seeded stream of random numbers: the same seed gives the same numbers on every machine. Not for secrets. */
export type Random = {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [0, bound); `bound` in [1, 2^32]. */
  integer(bound: number): number;
  /** Approximately standard normal: the sum of 12 uniforms minus 6, because log and cos are not exact operations. */
  gaussian(): number;
  /** Shuffles in place (Fisher-Yates) and returns its argument. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T;
};

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018), its state filled by splitmix32 from `seed` and the `stream` numbers
 * (unsigned 32-bit integers), so that one seed yields independent streams per round and contributor.
 */
export function createRandom(seed: number, ...stream: readonly number[]): Random {
  let mixed = 0;
  const splitmix = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  for (const word of [seed, ...stream]) mixed = (splitmix() ^ word) | 0;
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix() | 1;

  const next = (): number => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return scrambled;
  };
  const uniform = (): number => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
  const integer = (bound: number): number => {
    const limit = 4294967296 - (4294967296 % bound);
    let drawn = next();
    while (drawn >= limit) drawn = next();
    return drawn % bound;
  };
  return {
    uniform,
    integer,
    gaussian() {
      let sum = 0;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum - 6;
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const kept = items[i];
        (items as { [index: number]: unknown })[i] = items[j];
        (items as { [index: number]: unknown })[j] = kept;
      }
      return items;
    },
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
