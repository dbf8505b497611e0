import { norm } from "../../../src/learning/norm.ts";
import { subtract } from "../../../src/learning/subtract.ts";
import type { ContributorAttack } from "../AttackContext.ts";
import { maximizeOnLine } from "./maximizeOnLine.ts";
import { meanOf } from "./meanOf.ts";

/**
 * x = μ + z·σ, with mean and standard deviation (n − 1) per coordinate over the honest updates ("A little is enough",
 * Baruch et al. 2019), z chosen to move the aggregate farthest from μ: max_z ‖F(honest ∪ attackers·x(z)) − μ‖, as ByzFL's
 * optimal variant does (Allouah et al. 2023, with its search's constants). All attackers submit the same vector.
 */
export const littleIsEnough: ContributorAttack = ({ others, attackers, aggregate }) => {
  const mean = meanOf(others);
  const deviation = mean.map((center, i) => {
    let squares = 0;
    for (const other of others) squares += ((other[i] as number) - center) * ((other[i] as number) - center);
    return Math.sqrt(squares / Math.max(1, others.length - 1));
  });
  const updateAt = (z: number): Float64Array => mean.map((center, i) => center + z * (deviation[i] as number));
  const displacement = (z: number): number => {
    const update = updateAt(z);
    return norm(subtract(aggregate([...others, ...Array.from({ length: attackers }, () => update)]), mean));
  };
  return updateAt(maximizeOnLine(displacement, { start: 0, step: 10, shrink: 0.8, evaluations: 20 }));
};
