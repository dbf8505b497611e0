import { percentOf } from "./percentOf.ts";
import type { Verification } from "./verifyRound.ts";

/** A verification as text: the verdict first, then what it rests on. */
export function describeVerification({ roundId, difference, compared, oracles, missing }: Verification): string {
  const total = [...compared.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    difference === undefined
      ? `Round ${roundId}: identical. ${total} values compared:`
      : `Round ${roundId}: differs. ${difference.sentence}\n${total} values compared before it were identical:`,
  ];
  lines.push(`  ${[...compared].map(([kind, count]) => `${kind} ${count}`).join(", ")}`);
  const stake = oracles.reduce((sum, oracle) => sum + oracle.stake, 0n);
  for (const oracle of oracles) {
    const detail = oracle.sentence === undefined ? "" : `: ${oracle.sentence}`;
    lines.push(`  oracle ${oracle.oracle} (${percentOf(oracle.stake, stake)} of the stake): ${oracle.status}${detail}`);
  }
  for (const what of missing) lines.push(`  not fetched, and scored as unreadable: ${what}`);
  return lines.join("\n");
}
