import type { ContributorAttack } from "../AttackContext.ts";
import { trainOn } from "./trainOn.ts";

/** Honest training with one class called another, class 0 as class 1 (Tolpegin et al. 2020); other rows stay true. */
export const flipTargeted: ContributorAttack = (context) => {
  const { examples } = context;
  return trainOn(context, { ...examples, labels: examples.labels.map((label) => (label === 0 ? 1 : label)) });
};
