import type { DemoResult } from "../DemoResult.ts";
import { attackerShare } from "./attackerShare.ts";
import { contributorsOf } from "./contributorsOf.ts";
import { countOf } from "./countOf.ts";
import { formatCount } from "./formatCount.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { roleWords } from "./roleWords.ts";
import { sumOf } from "./sumOf.ts";

/** The figures to take away. */
export function keyFigures({ rounds, licenses, tokenSymbol }: DemoResult): Html {
  const last = rounds.at(-1);
  const share = attackerShare(rounds);
  const contributors = contributorsOf(rounds);
  const attackers = contributors.filter(({ role }) => !roleWords[role].isHonest).length;
  const earned = sumOf(rounds, (round) => round.earned);
  const kept = last === undefined ? 0 : last.pot - last.earned;
  const tokens = (amount: number): string => formatTokens(amount, earned + kept);

  return html`<dl class="key">
${entry(
  "Accuracy on rows nobody saw",
  html`<span class="from">${formatPercent(rounds[0]?.baseAccuracy ?? 0)} <span aria-hidden="true">→</span><span class="unseen"> to</span></span> ${formatPercent(last?.accuracy ?? 0)}`,
  `Training alone ${formatPercent(last?.localAccuracy ?? 0)}, all data in one place ${formatPercent(last?.pooledAccuracy ?? 0)}`,
)}${entry("Tokens earned", html`${tokens(earned)} <small>${tokenSymbol}</small>`, `of ${formatTokens(earned + kept)} put in; ${tokens(kept)} stay with the model`)}${entry(
  "Share of pay to attackers",
  share === null ? "–" : formatPercent(share),
  `${attackers} of ${countOf(contributors.length, "contributor")} attacked`,
)}${entry(
  "Licenses sold",
  formatCount(licenses.sold),
  html`at ${formatCount(licenses.price)} ${tokenSymbol}; data owners earned ${formatCount(licenses.earned)}`,
)}</dl>
`;
}

function entry(name: string, value: HtmlPart, note: HtmlPart): Html {
  return html`<div><dt>${name}</dt><dd class="value">${value}</dd><dd class="note">${note}</dd></div>
`;
}
