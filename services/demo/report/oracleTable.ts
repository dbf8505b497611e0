import type { RoundResult } from "../DemoResult.ts";
import { amountCell } from "./amountCell.ts";
import { bar } from "./bar.ts";
import { dataTable } from "./dataTable.ts";
import { formatCount } from "./formatCount.ts";
import { formatPercent } from "./formatPercent.ts";
import { type Html, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { nameWithAddress } from "./nameWithAddress.ts";
import { roleLabel } from "./roleLabel.ts";
import { oracleRoleWords } from "./roleWords.ts";

/** Every oracle of a round. */
export function oracleTable({ roundId, oracles, isCommonVector }: RoundResult, tokenSymbol: string): Html {
  const largest = maximumOf(oracles, ({ payout }) => payout);
  const settled = isCommonVector
    ? "Oracles with more than half of the stake revealed the same scores, which settled as they are."
    : "No scores were shared by more than half of the stake; each was settled by stake-weighted median.";
  return html`<p class="remark">${settled}</p>
${dataTable({
  id: `round-${roundId}-oracles`,
  caption: html`Oracles of round ${roundId}; amounts in ${tokenSymbol}`,
  columns: [
    { head: "Oracle", kind: "text" },
    { head: "Role", kind: "text" },
    { head: "Stake", kind: "number" },
    { head: "Agreement with the consensus", kind: "bar" },
    { head: "Pay", kind: "number" },
  ],
  rows: oracles.map((oracle) => {
    const words = oracleRoleWords[oracle.role];
    const kind = words.isHonest ? "honest" : "attacker";
    return [
      nameWithAddress(oracle),
      roleLabel(words),
      formatCount(oracle.stake),
      html`<span class="with-bar">${bar([{ value: oracle.agreement, kind }], 1)}<span>${formatPercent(oracle.agreement)}</span></span>`,
      amountCell(oracle.payout, largest),
    ];
  }),
})}`;
}
