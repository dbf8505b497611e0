import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { type Html, html } from "../html.ts";
import { fact } from "./fact.ts";

/** Where the version came from, and what the figures can be checked against. */
export function originSection({ subject, network }: EvaluationReport, digest: string): Html {
  const { roundId, weightsDigest, testDigest, datasetDigests } = subject;
  const address = (value: string | null): Html =>
    value === null ? html`<span class="none">not published</span>` : html`<span class="address">${value}</span>`;
  return html`<section id="origin">
<h2>Where it came from</h2>
<p class="lead">Digests are SHA-256. The report’s own is what the vote on the version names; whoever has the weights and the test rows gets the same report, bit for bit.</p>
<dl class="facts">
${fact("Report", address(digest))}${fact("Weights", address(weightsDigest))}${fact("Test rows", address(testDigest))}${fact(
  "Round",
  roundId ?? html`<span class="none">none</span>`,
)}${fact("Network", network.widths.join(" – "))}${fact(
  "Datasets",
  datasetDigests.length === 0 ? html`<span class="none">none named</span>` : datasetDigests.map(address),
)}</dl>
</section>
`;
}
