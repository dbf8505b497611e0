import type { RoundResult } from "../DemoResult.ts";
import { amountCell } from "./amountCell.ts";
import { dataTable } from "./dataTable.ts";
import { formatPercent } from "./formatPercent.ts";
import { type Html, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { nameWithAddress } from "./nameWithAddress.ts";
import { roleLabel } from "./roleLabel.ts";
import { roleWords } from "./roleWords.ts";

/** Every contributor to a round. */
export function contributorTable({ roundId, contributors }: RoundResult, tokenSymbol: string): Html {
  const largest = maximumOf(contributors, ({ payout, topUp, revenueShare }) => Math.max(payout, topUp, revenueShare));
  return dataTable({
    id: `round-${roundId}-contributors`,
    caption: html`Contributors to round ${roundId}; amounts in ${tokenSymbol}`,
    columns: [
      { head: "Contributor", kind: "text" },
      { head: "Role", kind: "text" },
      { head: "Score", kind: "number" },
      { head: "Exact value", kind: "number" },
      { head: "Payout", kind: "number" },
      { head: "Top-up", kind: "number" },
      { head: "of it to the data’s owner", kind: "number" },
      { head: "Outcome", kind: "words" },
    ],
    rows: contributors.map((contributor) => [
      nameWithAddress(contributor),
      roleLabel(roleWords[contributor.role]),
      formatPercent(contributor.score, 2),
      contributor.exactValue === null
        ? html`<span class="none" title="Not computed">–</span>`
        : formatPercent(contributor.exactValue, 2),
      amountCell(contributor.payout, largest),
      amountCell(contributor.topUp, largest),
      amountCell(contributor.revenueShare, largest),
      contributor.outcome,
    ]),
  });
}
