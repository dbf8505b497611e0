import type { RoundResult } from "../DemoResult.ts";
import { bar } from "./bar.ts";
import { dataTable } from "./dataTable.ts";
import { formatNumber } from "./formatNumber.ts";
import { type Html, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { stepName } from "./stepName.ts";
import { sumOf } from "./sumOf.ts";

/** Gas of one call of each step, averaged over the rounds in which it was called. */
export function gasSection(rounds: readonly RoundResult[]): Html {
  const calls = new Map<string, number[]>();
  for (const [step, gas] of rounds.flatMap((round) => Object.entries(round.gas)))
    calls.set(step, [...(calls.get(step) ?? []), gas]);
  const steps = [...calls].map(([step, gas]) => ({ step, gas: sumOf(gas, (value) => value) / gas.length }));
  const most = maximumOf(steps, ({ gas }) => gas);
  return html`<section id="gas">
<h2>Gas per step</h2>
${
  steps.length === 0
    ? html`<p class="absent">No gas was measured.</p>`
    : dataTable({
        id: "gas-table",
        caption: "Gas of one call of each step, averaged over the rounds, to three digits",
        columns: [
          { head: "Step", kind: "text" },
          { head: "Gas", kind: "number" },
          { head: html`<span class="unseen">Compared</span>`, kind: "bar" },
        ],
        rows: steps.map(({ step, gas }) => [
          html`<bdi>${stepName(step)}</bdi>`,
          formatNumber(Number(gas.toPrecision(3)), 0),
          bar([{ value: gas, kind: "gas" }], most),
        ]),
      })
}</section>
`;
}
