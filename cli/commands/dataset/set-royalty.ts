import { setResaleRoyalty } from "../../../src/registry/setResaleRoyalty.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatPercent } from "../../output/formatPercent.ts";
import { usageError } from "../../usageError.ts";

export type SetRoyaltyInput = {
  readonly dataset: bigint;
  /** Basis points. */
  readonly percent: number;
};

const MOST_BPS = 1000;

export async function run(context: Context, { dataset: datasetId, percent }: SetRoyaltyInput): Promise<Answer> {
  if (percent > MOST_BPS) throw usageError(`percent: it must be at most 10, not ${percent / 100}.`);
  const { index } = await context.indexed();
  const { resaleRoyaltyBps } = await requireRow(index, "dataset", datasetId);
  return context.carryOut({
    title: `Set the royalty on resales of dataset ${datasetId}`,
    facts: [
      ["Until now", formatPercent(resaleRoyaltyBps)],
      ["From now", `${formatPercent(percent)} of a resale to you (off-chain)`],
    ],
    steps: [
      {
        label: "Set the royalty",
        act: (client) => setResaleRoyalty(client, { datasetId, resaleRoyaltyBps: percent }),
      },
    ],
    answer: () => ({
      data: { datasetId, resaleRoyaltyBps: percent },
      text: () => `A resale of dataset ${datasetId} owes you ${formatPercent(percent)}.`,
      next: [`dataset show ${datasetId}`],
    }),
  });
}
