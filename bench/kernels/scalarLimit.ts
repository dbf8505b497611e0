/** Multiply-adds per turn. */
export const SCALAR_CHAINS = 12;

const FACTOR = 0.999;
const TERM = 0.001;

/**
 * Twelve independent s = s · factor + term per turn, on doubles and with nothing but registers; twelve, because each must
 * wait for itself, and more no longer fit the registers. The most multiply-adds that JavaScript does on this core (8 and
 * 14 chains are slower); no kernel that also reads memory can reach it.
 */
export function scalarLimit(turns: number): number {
  let [a, b, c, d, e, f, g, h, i, j, k, l] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  for (let turn = 0; turn < turns; turn++) {
    a = a * FACTOR + TERM;
    b = b * FACTOR + TERM;
    c = c * FACTOR + TERM;
    d = d * FACTOR + TERM;
    e = e * FACTOR + TERM;
    f = f * FACTOR + TERM;
    g = g * FACTOR + TERM;
    h = h * FACTOR + TERM;
    i = i * FACTOR + TERM;
    j = j * FACTOR + TERM;
    k = k * FACTOR + TERM;
    l = l * FACTOR + TERM;
  }
  return a + b + c + d + e + f + g + h + i + j + k + l;
}
