import type { RoundResult } from "../DemoResult.ts";
import { contributorTable } from "./contributorTable.ts";
import { countOf } from "./countOf.ts";
import { formatPercent } from "./formatPercent.ts";
import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";
import { oracleTable } from "./oracleTable.ts";
import { payFigure } from "./payFigure.ts";
import { potFigure } from "./potFigure.ts";
import { valueFigure } from "./valueFigure.ts";
import { voteFigure } from "./voteFigure.ts";

const MOST_OPEN_ROWS = 16;

/** One round, which opens and closes. */
export function roundSection(round: RoundResult, tokenSymbol: string, isOpen: boolean): Html {
  const { roundId, contributors, oracles } = round;
  const figures = [payFigure(round, tokenSymbol), valueFigure(round, tokenSymbol)];
  return html`<details class="round"${isOpen ? html` open=""` : null}>
<summary><h3>Round ${roundId}</h3><span class="gist">${gistOf(round, tokenSymbol)}</span></summary>
<div class="round-body" id="round-${roundId}">
<div class="pair">
${potFigure(round, tokenSymbol)}${voteFigure(round)}</div>
<div class="${contributors.length > 20 ? "stack" : "pair"}">
${figures}</div>
${foldable(contributorTable(round, tokenSymbol), contributors.length, `Table of ${countOf(contributors.length, "contributor")}`)}${foldable(oracleTable(round, tokenSymbol), oracles.length, `Table of ${countOf(oracles.length, "oracle")}`)}</div>
</details>
`;
}

function gistOf({ baseAccuracy, accuracy, earned, pot, vote }: RoundResult, tokenSymbol: string): Html {
  const version = vote === null ? "no vote" : `version ${vote.toVersion} ${vote.isPromoted ? "promoted" : "rejected"}`;
  return html`<span>accuracy ${formatPercent(baseAccuracy)} → <b>${formatPercent(accuracy)}</b></span> <span>earned <b>${formatTokens(earned, pot)}</b> of ${formatTokens(pot)} ${tokenSymbol}</span> <span>${version}</span>`;
}

/** Long tables start closed. */
function foldable(content: Html, count: number, name: string): Html {
  return count <= MOST_OPEN_ROWS
    ? html`<div>${content}</div>
`
    : html`<details class="fold"><summary>${name}</summary>
${content}</details>
`;
}
