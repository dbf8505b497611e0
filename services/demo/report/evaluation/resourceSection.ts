import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { type Html, html } from "../html.ts";
import { fact } from "./fact.ts";

/** What training and predicting take, as an estimate. */
export function resourceSection({ resources }: EvaluationReport): Html {
  const { assumptions, work } = resources;
  const { operationsPerJoule, pricePerKilowattHour, currency } = assumptions;
  const cost = (amount: number): string => `${threeDigits(amount)} ${currency}`;
  return html`<section id="resources">
<h2>Energy and cost</h2>
<p class="lead">Estimates, not measurements: operations are counted from the network and the declared steps; energy and cost follow from the two assumptions. The work of oracles and the cost of moving data are not in them.</p>
<dl class="facts">
${fact("Training", `${threeDigits(resources.trainingOperations)} operations, ${threeDigits(resources.trainingJoules)} J, ${cost(resources.trainingCost)}`)}${fact(
  "One answer",
  `${threeDigits(resources.predictionOperations)} operations, ${threeDigits(resources.predictionJoules)} J`,
)}${fact("A million", cost(resources.millionPredictionsCost))}${fact(
  "Work",
  `${work.contributors} contributors, ${work.steps} steps each, ${work.batchSize} rows per step`,
)}${fact(
  "Assumed",
  `${threeDigits(operationsPerJoule)} operations per joule, ${threeDigits(pricePerKilowattHour)} ${currency} per kWh`,
)}</dl>
</section>
`;
}

function threeDigits(value: number): string {
  return value >= 0.001 && value < 1e6
    ? value.toLocaleString("en-US", { maximumSignificantDigits: 3 })
    : value.toPrecision(3);
}
