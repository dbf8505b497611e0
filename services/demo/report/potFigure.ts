import type { RoundResult } from "../DemoResult.ts";
import { bar } from "./bar.ts";
import { figure } from "./figure.ts";
import { formatNumber } from "./formatNumber.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";

/** How much of a round's pot was earned, and what stays with the model. */
export function potFigure({ pot, earned, lossBefore, lossAfter }: RoundResult, tokenSymbol: string): Html {
  const kept = pot - earned;
  const share = (amount: number): string => (pot > 0 ? ` (${formatPercent(amount / pot)})` : "");
  return figure({
    title: "The pot",
    note: html`${formatTokens(pot)} ${tokenSymbol} at stake. Validation loss went from ${formatNumber(lossBefore, 3)} to ${formatNumber(lossAfter, 3)} nats.`,
    content: html`<div class="whole">${bar(
      [
        { value: earned, kind: "earned" },
        { value: kept, kind: "kept" },
      ],
      pot,
    )}<p><span><b>Earned</b> ${formatTokens(earned, pot)}${share(earned)}</span> <span><b>Stays with the model</b> ${formatTokens(kept, pot)}${share(kept)}</span></p></div>
`,
  });
}
