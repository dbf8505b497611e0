import { retireDataset } from "../../../src/registry/retireDataset.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { licenseState } from "../../market/licenseState.ts";
import { requireRow } from "../../market/requireRow.ts";

export async function run(context: Context, { dataset: datasetId }: { readonly dataset: bigint }): Promise<Answer> {
  const { index, now } = await context.indexed();
  await requireRow(index, "dataset", datasetId);
  const licenses = await index.rows("license", { where: { kind: "dataset", assetId: datasetId } });
  const states = await Promise.all(licenses.map((license) => licenseState(index, license, now)));
  const valid = states.filter((state) => state === "valid").length;
  return context.carryOut({
    title: `Retire dataset ${datasetId}`,
    facts: [
      ["For ever", "no license on it can be sold any more"],
      ["Licenses", valid === 0 ? "none is in force" : `${valid} in force, which stay as they are`],
    ],
    steps: [{ label: "Retire the dataset", act: (client) => retireDataset(client, { datasetId }) }],
    answer: () => ({
      data: { datasetId, isRetired: true },
      text: () => `Dataset ${datasetId} is retired.`,
      next: [`dataset show ${datasetId}`],
    }),
  });
}
