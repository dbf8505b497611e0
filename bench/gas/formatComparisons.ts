import type { Comparison } from "./compareGas.ts";

const HEADINGS = ["operation", "gas", "peer", "peer gas", "ratio", "limit", ""];
const RIGHT_ALIGNED = new Set([1, 3, 4, 5]);

/** The comparisons as an aligned table. */
export function formatComparisons(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ operation, gas, peer, limit }) => [
    operation,
    gas.toLocaleString("en-US"),
    peer?.name ?? "",
    peer?.gas.toLocaleString("en-US") ?? "",
    peer === undefined ? "" : (gas / peer.gas).toFixed(3),
    limit?.toLocaleString("en-US") ?? "",
    limit === undefined ? "" : gas <= limit ? "met" : "MISSED",
  ]);
  const widths = HEADINGS.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const lines = [HEADINGS, widths.map((width) => "-".repeat(width)), ...rows].map((row) =>
    row.map((cell, i) => (RIGHT_ALIGNED.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  "),
  );
  return lines.map((line) => line.trimEnd()).join("\n");
}
