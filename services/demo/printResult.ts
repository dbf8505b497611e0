import type { DemoResult, RoundResult } from "./DemoResult.ts";

/** The result as tables for a terminal, at most 100 columns wide. */
export function printResult(result: DemoResult): string {
  return [
    accuracyTable(result.rounds),
    ...result.rounds.map((round) => `${contributorTable(round)}\n\n${oracleTable(round)}`),
    gasTable(result.rounds),
    ...result.table.notes.map((note) => `Note: ${note}`),
  ].join("\n\n");
}

function accuracyTable(rounds: readonly RoundResult[]): string {
  const rows = rounds.map((round) => [
    String(round.roundId),
    percent(round.accuracy),
    percent(round.localAccuracy),
    percent(round.pooledAccuracy),
    `${round.earned.toFixed(2)} of ${round.pot.toFixed(2)}`,
    round.vote === null ? "no vote" : round.vote.isPromoted ? `version ${round.vote.toVersion} live` : "rejected",
  ]);
  return table("Accuracy on rows nobody saw", ["round", "together", "alone", "pooled", "pot earned", "vote"], rows);
}

function contributorTable(round: RoundResult): string {
  const rows = round.contributors.map((contributor) => [
    contributor.name,
    contributor.role,
    percent(contributor.score),
    contributor.exactValue === null ? "-" : percent(contributor.exactValue),
    contributor.payout.toFixed(2),
    contributor.topUp.toFixed(2),
    contributor.outcome,
  ]);
  const header = ["contributor", "role", "score", "exact value", "paid", "top-up", "what happened"];
  return table(`Round ${round.roundId}: contributors`, header, rows);
}

function oracleTable(round: RoundResult): string {
  const rows = round.oracles.map(({ name, role, agreement, payout }) => [
    name,
    role,
    percent(agreement),
    payout.toFixed(2),
  ]);
  return table(`Round ${round.roundId}: oracles`, ["oracle", "role", "agreement", "paid"], rows);
}

function gasTable(rounds: readonly RoundResult[]): string {
  const steps = new Map<string, number[]>();
  for (const { gas } of rounds) {
    for (const [step, used] of Object.entries(gas)) steps.set(step, [...(steps.get(step) ?? []), used]);
  }
  const rows = [...steps].map(([step, used]) => [
    step,
    Math.round(used.reduce((sum, gas) => sum + gas, 0) / used.length).toLocaleString("en-US"),
  ]);
  return table("Gas of one call", ["step", "gas"], rows);
}

/** Numbers stand right, words left. */
function table(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, c) => Math.max(name.length, ...rows.map((row) => row[c]!.length)));
  const isNumeric = header.map((_, c) => rows.every((row) => /^[-+\d.,% of]+$/.test(row[c]!)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => (isNumeric[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join("  ")
      .trimEnd();
  return [title, line(header), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
