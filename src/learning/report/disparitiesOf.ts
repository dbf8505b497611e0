import type { Disparity, GroupReport, Measured } from "./EvaluationReport.ts";

/** How far apart the groups of each attribute are, per class. */
export function disparitiesOf(groups: readonly GroupReport[], classes: readonly string[]): Disparity[] {
  const attributes = [...new Set(groups.map(({ attribute }) => attribute))];
  return attributes.flatMap((attribute) => {
    const members = groups.filter((group) => group.attribute === attribute);
    return classes.map((className, c) => ({
      attribute,
      className,
      demographicParity: spread(members.map(({ selectionRates }) => selectionRates[c] ?? null)),
      equalOpportunity: spread(members.map(({ truePositiveRates }) => truePositiveRates[c] ?? null)),
    }));
  });
}

function spread(rates: readonly Measured[]): Measured {
  const known = rates.filter((rate) => rate !== null);
  return known.length < 2 ? null : Math.max(...known) - Math.min(...known);
}
