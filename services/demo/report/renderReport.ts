import type { DemoResult } from "../DemoResult.ts";
import { accuracySection } from "./accuracySection.ts";
import { countOf } from "./countOf.ts";
import { dataSection } from "./dataSection.ts";
import { gasSection } from "./gasSection.ts";
import { type Html, html } from "./html.ts";
import { keyFigures } from "./keyFigures.ts";
import { readingSection } from "./readingSection.ts";
import { roundSection } from "./roundSection.ts";
import { storySentence } from "./storySentence.ts";
import { styles } from "./styles.ts";
import { totalsSection } from "./totalsSection.ts";

/** Up to this many rounds, all are open; with more, only the last. */
const MOST_OPEN_ROUNDS = 3;

/** Renders what the demo found out as one HTML page that needs nothing else. */
export function renderReport(result: DemoResult): string {
  const { table, rounds, seed, tokenSymbol } = result;
  const isOpen = (i: number): boolean => rounds.length <= MOST_OPEN_ROUNDS || i === rounds.length - 1;
  const run = [countOf(table.rows, "row"), countOf(table.owners.length, "owner"), countOf(rounds.length, "round")].join(
    " · ",
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Commonweights demo: ${table.name}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
${hatch}<a class="skip" href="#accuracy">Skip to the results</a>
<header>
<p class="eyebrow">Commonweights demo</p>
<h1>One model, many owners</h1>
<p class="story">${storySentence(result)}</p>
<p class="run"><bdi>${table.name}</bdi> · ${run} · seed ${String(seed)}</p>
</header>
<main>
${keyFigures(result)}<nav aria-label="Contents"><a href="#accuracy">Accuracy</a> <a href="#data">Data</a> <a href="#rounds">Rounds</a> <a href="#totals">Totals</a> <a href="#gas">Gas</a> <a href="#reading">How to read this</a>${rounds.some(({ vote }) => vote !== null) ? html` <a href="evaluation.html">The last version’s evaluation</a>` : null}</nav>
${accuracySection(rounds, tokenSymbol)}${dataSection(result)}<section id="rounds">
<h2>Round by round</h2>
${rounds.map((round, i) => roundSection(round, tokenSymbol, isOpen(i)))}</section>
${totalsSection(rounds, tokenSymbol)}${gasSection(rounds)}${readingSection(result)}</main>
</body>
</html>
`.markup;
}

/** Fill of what goes to others or is left: told apart without color. */
const hatch: Html = html`<svg class="unseen" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/><rect class="hatch-line" width="2" height="5"/></pattern></defs></svg>
`;
