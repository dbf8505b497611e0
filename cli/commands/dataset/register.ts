import { registerDataset } from "../../../src/registry/registerDataset.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";

export async function run(context: Context, { manifest }: { readonly manifest: string }): Promise<Answer> {
  const manifestDigest = await digestOf(manifest);
  return context.carryOut({
    title: "Register a dataset",
    facts: [["Manifest", manifestDigest]],
    steps: [{ label: "Register the dataset", act: (client) => registerDataset(client, { manifestDigest }) }],
    answer: ([result]) => {
      const datasetId = result as bigint;
      return {
        data: { datasetId, manifestDigest },
        text: () => `You provide dataset ${datasetId} now. Nobody can license it before you offer it.`,
        next: [`dataset show ${datasetId}`, `license offer create --dataset ${datasetId} --help`],
      };
    },
  });
}
