import type { RoundResult } from "../DemoResult.ts";
import { countOf } from "./countOf.ts";
import { figure } from "./figure.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";
import { payLegend } from "./payLegend.ts";
import { roleWords } from "./roleWords.ts";
import { type ScatterPoint, scatterChart } from "./scatterChart.ts";
import { sumOf } from "./sumOf.ts";

/** Payout against exact value. */
export function valueFigure({ roundId, contributors, earned }: RoundResult, tokenSymbol: string): Html {
  const title = "Payout against exact value";
  const valued = contributors.flatMap((contributor) =>
    contributor.exactValue === null ? [] : [{ ...contributor, x: contributor.exactValue }],
  );
  if (valued.length === 0) {
    const note = `Exact values take twice the work with every contributor, so they are computed for at most 12; this round had ${contributors.length}.`;
    return figure({ title, content: html`<p class="absent">${note}</p>` });
  }
  const points = valued.map(({ name, role, x, payout }): ScatterPoint => {
    const words = roleWords[role];
    const text = `${name} (${words.name.toLowerCase()}): value ${formatPercent(x, 2)}, payout ${formatTokens(payout)}`;
    return { x, y: payout, shape: words.shape, kind: words.isHonest ? "honest" : "attacker", text };
  });
  const worth = sumOf(valued, ({ x }) => Math.max(0, x));
  const slope = worth > 0 && earned > 0 ? earned / worth : null;
  const missing = contributors.length - valued.length;
  const proportion = {
    mark: html`<svg class="sample" viewBox="0 -5 26 10" width="26" height="10" aria-hidden="true"><line class="proportion" x1="0" x2="26" y1="0" y2="0"/></svg>`,
    text: "in proportion to value",
  };
  return figure({
    title,
    note: [
      "On the line, pay is in exact proportion to value.",
      missing > 0 ? ` ${countOf(missing, "contributor")} without exact value left out.` : "",
    ],
    content: [
      payLegend(valued, slope === null ? [] : [proportion]),
      scatterChart({
        id: `round-${roundId}-value`,
        title,
        description: `One point per contributor, ${points.length} in all. The table of contributors has the same figures.`,
        points,
        xName: "Exact value, part of the pot",
        yName: html`Payout, ${tokenSymbol}`,
        slope,
      }),
    ],
  });
}
