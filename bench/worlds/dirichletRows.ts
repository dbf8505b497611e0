import type { Random } from "../../src/learning/createRandom.ts";
import { exp } from "../../src/learning/exp.ts";
import { log } from "../../src/learning/log.ts";

/**
 * Splits rows over `owners` with label skew: each class is divided by its own draw from Dirichlet(α, …, α) (Hsu et al.
 * 2019). Small α: every owner sees few classes; α → ∞: all alike. Every owner gets at least `least` rows.
 */
export function dirichletRows(
  labels: Uint32Array,
  { owners, alpha, least, random }: { owners: number; alpha: number; least: number; random: Random },
): number[][] {
  const parts: number[][] = Array.from({ length: owners }, () => []);
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  for (let c = 0; c < classes; c++) {
    const rows = random.shuffle([...labels.keys()].filter((row) => labels[row] === c));
    const weights = Array.from({ length: owners }, () => gamma(alpha, random));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let end = 0;
    let share = 0;
    for (const [owner, weight] of weights.entries()) {
      const from = end;
      share += weight / total;
      end = owner === owners - 1 ? rows.length : Math.floor(share * rows.length);
      parts[owner]?.push(...rows.slice(from, end));
    }
  }
  for (const part of parts) {
    while (part.length < least) {
      const richest = parts.reduce((a, b) => (b.length > a.length ? b : a));
      if (richest.length <= least) throw new RangeError(`${labels.length} rows cannot give ${owners} owners ${least}.`);
      part.push(richest.splice(random.integer(richest.length), 1)[0] as number);
    }
  }
  return parts;
}

/** Gamma(shape, 1), Marsaglia and Tsang 2000; below 1 by Γ(a) = Γ(a + 1) · U^(1/a). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * exp(log(1 - random.uniform()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.gaussian();
    const root = 1 + c * x;
    const v = root * root * root;
    if (v > 0 && log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * log(v)) return d * v;
  }
}
