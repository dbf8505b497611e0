import { judge, type Verdict } from "../judge.ts";
import type { LabResult } from "../LabResult.ts";
import { labTables, verdictLine } from "./labTables.ts";

/** The whole report as Markdown: first which attacks succeed, then the targets, then every table. */
export function renderMarkdown(result: LabResult): string {
  const { succeeding, failing, checks } = judge(result);
  const list = (verdicts: readonly Verdict[]): string =>
    verdicts.map((verdict) => `- ${verdictLine(verdict)}\n`).join("") || "- none\n";
  // A comparison of rules alone attacks nobody's score.
  const verdicts =
    succeeding.length + failing.length === 0
      ? ""
      : `## These attacks succeed\n\n${list(succeeding)}\n## These do not\n\n${list(failing)}\n`;
  const targets = checks.map(
    ({ target, measured, isMet }) => `| ${isMet ? "met" : "**missed**"} | ${target} | ${measured} |\n`,
  );
  const tables = labTables(result).map(
    ({ title, note, heads, rows }) =>
      `\n## ${title}\n\n${note}\n\n| ${heads.join(" | ")} |\n|${"---|".repeat(heads.length)}\n${rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}`,
  );
  return `# Attack lab\n\n${verdicts}## Targets\n\n| | target | measured |\n|---|---|---|\n${targets.join("")}${tables.join("")}`;
}
