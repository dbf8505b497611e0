import type { EvaluationReport } from "../../../../src/learning/report/EvaluationReport.ts";
import { countOf } from "../countOf.ts";
import { type Html, html } from "../html.ts";
import { styles } from "../styles.ts";
import { calibrationSection } from "./calibrationSection.ts";
import { classSection } from "./classSection.ts";
import { evaluationFigures } from "./evaluationFigures.ts";
import { groupSection } from "./groupSection.ts";
import { originSection } from "./originSection.ts";
import { resourceSection } from "./resourceSection.ts";

/** Renders an evaluation report, whose file has this SHA-256, as one HTML page that needs nothing else. */
export function renderEvaluationReport(report: EvaluationReport, digest: string): string {
  const { subject, metrics, classes } = report;
  const title = `Model ${subject.modelId}, version ${subject.version}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Evaluation: ${title}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<a class="skip" href="#warnings">Skip to the findings</a>
<header>
<p class="eyebrow">Evaluation report</p>
<h1>${title}</h1>
<p class="story">${storyOf(report)}</p>
<p class="run">${countOf(metrics.rows, "test row")} · ${countOf(classes.length, "class", "classes")} · ${countOf(report.network.parameters, "parameter")}</p>
</header>
<main>
${evaluationFigures(report)}<nav aria-label="Contents"><a href="#warnings">Warnings</a> <a href="#classes">Classes</a> <a href="#groups">Groups</a> <a href="#calibration">Calibration</a> <a href="#resources">Energy and cost</a> <a href="#origin">Origin</a></nav>
${warningSection(report)}${classSection(report)}${groupSection(report)}${calibrationSection(report)}${resourceSection(report)}${originSection(report, digest)}</main>
</body>
</html>
`.markup;
}

function storyOf({ subject, change }: EvaluationReport): string {
  if (change === null || change.loss.mean === null) return "How good this version is, for whom, and at what cost.";
  const before = subject.previousVersion === null ? "the version before" : `version ${subject.previousVersion}`;
  if (!change.loss.isSignificant) return `On these rows, the difference to ${before} is within chance.`;
  return change.loss.mean < 0
    ? `On these rows, it is better than ${before} by more than chance.`
    : `On these rows, it is worse than ${before} by more than chance.`;
}

function warningSection({ warnings }: EvaluationReport): Html {
  return html`<section id="warnings">
<h2>Read this first</h2>
${
  warnings.length === 0
    ? html`<p class="absent">Nothing to warn of.</p>`
    : html`<ul class="notes">${warnings.map(({ message }) => html`<li><bdi>${message}</bdi></li>`)}</ul>`
}
</section>
`;
}
