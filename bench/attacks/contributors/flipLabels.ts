import type { ContributorAttack } from "../AttackContext.ts";
import { trainOn } from "./trainOn.ts";

/** Honest training on rotated labels, y → (y + 1) mod C (label flipping, Tolpegin et al. 2020, applied to every class). */
export const flipLabels: ContributorAttack = (context) => {
  const { examples, network } = context;
  const classes = network.widths.at(-1) as number;
  return trainOn(context, { ...examples, labels: examples.labels.map((label) => (label + 1) % classes) });
};
