/** Coordinates per pass: 100 updates of this many numbers stay in a second-level cache. */
const BLOCK = 1024;

/**
 * |x_i − x_j|² of every pair, as an n × n matrix in rows. Each sum runs in index order, so it depends on its two vectors
 * only. Infinite where it exceeds the largest double.
 */
export function squaredDistances(updates: readonly Float64Array[]): Float64Array {
  const count = updates.length;
  const length = updates[0]?.length ?? 0;
  const distances = new Float64Array(count * count);
  for (let start = 0; start < length; start += BLOCK) {
    const end = Math.min(start + BLOCK, length);
    for (let i = 0; i < count; i++) {
      const row = updates[i] as Float64Array;
      // Two pairs at a time: independent sums hide the latency of an addition.
      for (let j = i + 1; j < count; j += 2) {
        const first = updates[j] as Float64Array;
        const second = updates[j + 1] ?? first;
        let sum1 = distances[i * count + j] as number;
        let sum2 = j + 1 < count ? (distances[i * count + j + 1] as number) : 0;
        for (let k = start; k < end; k++) {
          const value = row[k] as number;
          const gap1 = value - (first[k] as number);
          const gap2 = value - (second[k] as number);
          sum1 += gap1 * gap1;
          sum2 += gap2 * gap2;
        }
        distances[i * count + j] = sum1;
        if (j + 1 < count) distances[i * count + j + 1] = sum2;
      }
    }
  }
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) distances[j * count + i] = distances[i * count + j] as number;
  }
  return distances;
}
