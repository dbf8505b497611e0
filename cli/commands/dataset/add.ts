import { listDataset } from "../../../src/market/listDataset.ts";
import { AssetKind } from "../../../src/market/Terms.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { readTerms, type TermsInput } from "../../market/readTerms.ts";
import { termsFields } from "../../market/termsFields.ts";

export type AddInput = TermsInput & {
  /** Path or digest. */
  readonly manifest: string;
  readonly cap?: number;
};

export async function run(context: Context, { manifest, cap = 0, ...input }: AddInput): Promise<Answer> {
  const manifestDigest = await digestOf(manifest);
  const { kind: _, assetId: __, ...terms } = await readTerms(context, { kind: AssetKind.Dataset, assetId: 0n }, input);
  const unit = await context.unitOf(terms.currency);
  return context.carryOut({
    title: "Register a dataset and offer licenses on it",
    facts: [
      ["Manifest", manifestDigest],
      ...termsFields({ ...terms, kind: AssetKind.Dataset, assetId: 0n }, unit),
      ["To sell", cap === 0 ? "any number" : `at most ${cap}`],
    ],
    steps: [
      {
        label: "Register the dataset and offer licenses",
        act: (client) => listDataset(client, { manifestDigest, terms, cap }),
      },
    ],
    answer: ([result]) => {
      const { datasetId, offerId } = result as Awaited<ReturnType<typeof listDataset>>;
      return {
        data: { datasetId, offerId, manifestDigest },
        text: () => `You provide dataset ${datasetId} now; licenses are sold on offer ${offerId}.`,
        next: [`dataset show ${datasetId}`, `license offer show ${offerId}`],
      };
    },
  });
}
