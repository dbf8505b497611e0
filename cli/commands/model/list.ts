import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";
import { shortHex } from "../../output/shortHex.ts";

export type ListInput = { readonly owner?: string; readonly limit: number };

export async function run(context: Context, { owner, limit }: ListInput): Promise<Answer> {
  const where = owner === undefined ? {} : { owner: await context.addressOf(owner) };
  const network = await context.network();
  const { index } = await context.indexed();
  const models = index.rows("model", { where, orderBy: "id", descending: true, limit });
  const newest = models[0];
  return {
    data: models,
    text: () =>
      formatTable(
        [
          { title: "Model", value: ({ id }) => String(id), isRight: true },
          { title: "Owner", value: (model) => nameOf(network, model.owner) },
          { title: "Live", value: ({ liveVersion }) => String(liveVersion), isRight: true },
          { title: "Versions", value: ({ versionCount }) => String(versionCount), isRight: true },
          { title: "Card", value: ({ cardDigest }) => shortHex(cardDigest) },
          { title: "Registered (UTC)", value: ({ registeredAt }) => formatTime(registeredAt) },
        ],
        models,
        owner === undefined ? "No model is registered." : "This account owns no model.",
      ),
    next: newest === undefined ? [] : [`model show ${newest.id}`],
  };
}
