import type { DemoResult } from "../DemoResult.ts";
import { barChart } from "./barChart.ts";
import { countOf } from "./countOf.ts";
import { figure } from "./figure.ts";
import { formatCount } from "./formatCount.ts";
import { formatPercent } from "./formatPercent.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { sumOf } from "./sumOf.ts";

/** Who held which rows. */
export function dataSection({ table }: DemoResult): Html {
  const rows = sumOf(table.owners, (owner) => owner.rows);
  const chart = barChart(
    table.owners.map((owner) => ({
      label: html`<bdi>${owner.name}</bdi>`,
      parts: [{ value: owner.rows, kind: "rows" }],
      text: `${formatCount(owner.rows)} (${formatPercent(rows > 0 ? owner.rows / rows : 0, 0)})`,
    })),
  );
  return html`<section id="data">
<h2>Who held the data</h2>
<p class="lead">Rows stayed where they are. Each owner trained on its own rows or licensed them; only model updates left.</p>
<div class="pair">
${figure({ title: "Rows for training, by owner", note: `${countOf(rows, "row")} with ${countOf(table.owners.length, "owner")}.`, content: chart })}<dl class="facts">
${fact("Table", html`<bdi>${table.name}</bdi>, ${countOf(table.rows, "row")}`)}${fact("Predicts", html`<bdi>${table.label}</bdi>`)}${fact(
  "Classes",
  table.classes.map((name, i) => html`${i === 0 ? "" : ", "}<bdi>${name}</bdi>`),
)}${fact("Features", formatCount(table.features))}${fact(
  "Held out",
  `${formatCount(table.rootRows)} root and ${formatCount(table.validationRows)} validation rows for each round, ${formatCount(table.testRows)} test rows`,
)}</dl>
</div>
</section>
`;
}

function fact(name: string, value: HtmlPart): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;
}
