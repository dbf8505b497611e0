import type { RoundResult } from "../DemoResult.ts";
import { bar } from "./bar.ts";
import { barChart } from "./barChart.ts";
import { contributorLabel } from "./contributorLabel.ts";
import { type ContributorTotal, contributorsOf } from "./contributorsOf.ts";
import { countOf } from "./countOf.ts";
import { dataTable } from "./dataTable.ts";
import { figure } from "./figure.ts";
import { formatCount } from "./formatCount.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { payLegend } from "./payLegend.ts";
import { roleLabel } from "./roleLabel.ts";
import { roleWords } from "./roleWords.ts";
import { sumOf } from "./sumOf.ts";

/** Pay over all rounds, by role and by contributor. */
export function totalsSection(rounds: readonly RoundResult[], tokenSymbol: string): Html {
  const contributors = contributorsOf(rounds);
  const largest = maximumOf(contributors, ({ pay }) => pay);
  const chart = barChart(
    contributors.map((contributor) => ({
      label: contributorLabel(contributor),
      parts: [{ value: contributor.pay, kind: roleWords[contributor.role].isHonest ? "honest" : "attacker" }],
      text: formatTokens(contributor.pay, largest),
    })),
  );
  return html`<section id="totals">
<h2>Over all rounds</h2>
<div class="${contributors.length > 20 ? "stack" : "pair"}">
<div>${roleTable(contributors, tokenSymbol)}</div>
${figure({
  title: "Total pay by contributor",
  note: html`Payouts and top-ups of ${countOf(rounds.length, "round")}, in ${tokenSymbol}.`,
  content: [payLegend(contributors), chart],
})}</div>
</section>
`;
}

function roleTable(contributors: readonly ContributorTotal[], tokenSymbol: string): Html {
  const groups = Object.entries(roleWords).flatMap(([role, words]) => {
    const members = contributors.filter((contributor) => contributor.role === role);
    return members.length === 0 ? [] : [{ words, members, mean: sumOf(members, ({ pay }) => pay) / members.length }];
  });
  const honest = groups.find(({ words }) => words.isHonest)?.mean ?? 0;
  const most = maximumOf(groups, ({ mean }) => mean);
  return dataTable({
    id: "roles-table",
    caption: html`Mean pay per contributor by role, in ${tokenSymbol}; honest is 100%`,
    columns: [
      { head: "Role", kind: "text" },
      { head: "Number", kind: "number" },
      { head: "Mean pay", kind: "number" },
      { head: "Relative to honest", kind: "bar" },
    ],
    rows: groups.map(({ words, members, mean }) => [
      roleLabel(words),
      formatCount(members.length),
      formatTokens(mean, most),
      html`<span class="with-bar">${bar([{ value: mean, kind: words.isHonest ? "honest" : "attacker" }], most)}<span>${honest > 0 ? formatPercent(mean / honest) : "–"}</span></span>`,
    ]),
  });
}
