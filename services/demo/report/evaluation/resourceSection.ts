import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { type Html, html } from "../html.ts";
import { fact } from "./fact.ts";

/** What training and predicting take, as an estimate. */
export function resourceSection({ resources }: EvaluationReport): Html {
  const { assumptions, work } = resources;
  const { operationsPerJoule, pricePerKilowattHour, currency } = assumptions;
  const cost = (amount: number): Html => html`${threeDigits(amount)} <bdi>${currency}</bdi>`;
  return html`<section id="resources">
<h2>Energy and cost</h2>
<p class="lead">Estimates, not measurements: operations are counted from the network and the declared steps; energy and cost follow from the two assumptions. The work of oracles and the cost of moving data are not in them.</p>
<dl class="facts">
${fact("Training", html`${threeDigits(resources.trainingOperations)} operations, ${threeDigits(resources.trainingJoules)} J, ${cost(resources.trainingCost)}`)}${fact(
  "One answer",
  html`${threeDigits(resources.predictionOperations)} operations, ${threeDigits(resources.predictionJoules)} J`,
)}${fact("A million answers", cost(resources.millionPredictionsCost))}${fact(
  "Work",
  `${work.contributors} contributors, ${work.steps} steps each, ${work.batchSize} rows per step`,
)}${fact(
  "Assumed",
  html`${threeDigits(operationsPerJoule)} operations per joule, ${cost(pricePerKilowattHour)} per kWh`,
)}</dl>
</section>
`;
}

/** Three digits, with a power of ten where there would be many zeros. */
function threeDigits(value: number): Html {
  if (value === 0 || (value >= 0.001 && value < 1e6)) {
    return html`${value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`;
  }
  const [digits = "", power = ""] = value.toExponential(2).split("e");
  return html`${digits} × 10<sup>${power.replace("+", "").replace("-", "−")}</sup>`;
}
