import { createOffer } from "../../../../src/market/createOffer.ts";
import { AssetKind } from "../../../../src/market/Terms.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import { assetWords } from "../../../market/assetWords.ts";
import { type AssetInput, chosenAsset } from "../../../market/chosenAsset.ts";
import { readTerms, type TermsInput } from "../../../market/readTerms.ts";
import { termsFields } from "../../../market/termsFields.ts";
import { usageError } from "../../../usageError.ts";

export type CreateInput = AssetInput & TermsInput & { readonly cap?: number };

export async function run(context: Context, { cap = 0, dataset, model, ...input }: CreateInput): Promise<Answer> {
  const { index } = await context.indexed();
  const assets = { ...(dataset === undefined ? {} : { dataset }), ...(model === undefined ? {} : { model }) };
  const asset = await chosenAsset(index, assets);
  if (asset === undefined)
    throw usageError("On what? Neither a dataset nor a model is named.", "Add --dataset or --model.");
  const { assetId } = asset;
  const kind = asset.kind === "dataset" ? AssetKind.Dataset : AssetKind.Model;
  const terms = await readTerms(context, { kind, assetId }, input);
  return context.carryOut({
    title: `Offer licenses on ${assetWords(asset)}`,
    facts: [
      ...termsFields(terms, await context.unitOf(terms.currency)),
      ["To sell", cap === 0 ? "any number" : `at most ${cap}`],
    ],
    steps: [{ label: "Offer licenses", act: (client) => createOffer(client, { terms, cap }) }],
    answer: ([result]) => {
      const offerId = result as bigint;
      return {
        data: { offerId, terms, cap },
        text: () => `Licenses on ${assetWords(asset)} are sold on offer ${offerId}.`,
        next: [`license offer show ${offerId}`],
      };
    },
  });
}
