import type { RoundResult } from "../DemoResult.ts";
import { barChart } from "./barChart.ts";
import { contributorLabel } from "./contributorLabel.ts";
import { figure } from "./figure.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { payLegend } from "./payLegend.ts";
import { payOf } from "./payOf.ts";
import { roleWords } from "./roleWords.ts";
import { swatch } from "./swatch.ts";

/** What each contributor to a round got. */
export function payFigure({ contributors }: RoundResult, tokenSymbol: string): Html {
  const largest = maximumOf(contributors, payOf);
  const bars = contributors.map((contributor) => {
    const side = roleWords[contributor.role].isHonest ? "honest" : "attacker";
    return {
      label: contributorLabel(contributor),
      parts: [
        { value: contributor.payout, kind: side },
        { value: contributor.topUp, kind: `${side} later` },
      ],
      text: formatTokens(payOf(contributor), largest),
    };
  });
  const extra = [
    { mark: swatch("honest"), text: "payout", isShown: true },
    { mark: swatch("honest later"), text: "top-up", isShown: contributors.some(({ topUp }) => topUp > 0) },
  ];
  return figure({
    title: "Pay by contributor",
    note: html`In ${tokenSymbol}; the number is payout and top-up together, the data owner’s part included.`,
    content: [
      payLegend(
        contributors,
        extra.filter(({ isShown }) => isShown),
      ),
      barChart(bars),
    ],
  });
}
