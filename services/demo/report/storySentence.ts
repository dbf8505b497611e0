import type { DemoResult } from "../DemoResult.ts";
import { attackerShare } from "./attackerShare.ts";
import { contributorsOf } from "./contributorsOf.ts";
import { countOf } from "./countOf.ts";
import { formatPercent } from "./formatPercent.ts";
import { type Html, html } from "./html.ts";
import { roleWords } from "./roleWords.ts";

/** The run in one sentence. */
export function storySentence({ table, rounds }: DemoResult): Html {
  const contributors = contributorsOf(rounds);
  const attackers = contributors.filter(({ role }) => !roleWords[role].isHonest).length;
  const share = attackerShare(rounds);
  const [start, end] = [rounds[0]?.baseAccuracy ?? 0, rounds.at(-1)?.accuracy ?? 0];
  const owners = countOf(table.owners.length, "owner");
  const who = `${countOf(contributors.length, "contributor")}, ${attackers} of them attacking,`;
  const pay = share === null ? "nobody was paid" : `${formatPercent(share)} of the pay went to the attackers`;
  return html`In ${countOf(rounds.length, "round")}, ${who} trained one shared model on the table <em><bdi>${table.name}</bdi></em>, whose rows stayed with ${owners}: accuracy went from ${formatPercent(start)} to ${formatPercent(end)}, and ${pay}.`;
}
