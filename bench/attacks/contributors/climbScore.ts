import { cosine } from "../../../src/learning/cosine.ts";
import { dot } from "../../../src/learning/dot.ts";
import { lossAndGradient } from "../../../src/learning/lossAndGradient.ts";
import { norm } from "../../../src/learning/norm.ts";
import { scale } from "../../../src/learning/scale.ts";
import type { ContributorAttack } from "../AttackContext.ts";
import { trainOn } from "./trainOn.ts";

const ASCENT_STEPS = 30;
const STEP = 0.2;

/**
 * Optimises the score itself (docs/scoring.md, steps 4 to 6) on rows of its own instead of training: g is the reference
 * that training on its shadow rows gives, a = −½ Σ ∇L(w + t·g) at the two Gauss nodes on the same rows. Ascends
 * S(x) = cos(x, g) · ⟨a, x⟩ on the sphere |x| = |g|, the longest that the clip leaves alone.
 */
export const climbScore: ContributorAttack = (context) => {
  const { network, base, shadow } = context;
  const reference = trainOn(context, shadow);
  const length = norm(reference);
  const ascent = new Float64Array(base.length);
  for (const t of [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6]) {
    const point = base.map((weight, i) => weight + t * (reference[i] as number));
    const { gradient } = lossAndGradient(network, point, shadow);
    for (let i = 0; i < ascent.length; i++) ascent[i] = (ascent[i] as number) - 0.5 * (gradient[i] as number);
  }
  if (length === 0 || norm(ascent) === 0) return reference;

  let update = reference;
  for (let step = 0; step < ASCENT_STEPS; step++) {
    // On the sphere, cos(x, g) = ⟨x, g⟩ / |g|², so ∇S = ⟨a, x⟩ g / |g|² + cos(x, g) a; its length is that of S's factors.
    const worth = dot(ascent, update) / (length * length);
    const likeness = cosine(update, reference);
    const gradient = ascent.map((value, i) => worth * (reference[i] as number) + likeness * value);
    const factor = (STEP * length) / norm(gradient);
    const moved = update.map((value, i) => value + factor * (gradient[i] as number));
    update = scale(moved, length / norm(moved));
  }
  return update;
};
