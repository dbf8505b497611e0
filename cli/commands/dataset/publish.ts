import { publishDatasetVersion } from "../../../src/registry/publishDatasetVersion.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { requireRow } from "../../market/requireRow.ts";
import { usageError } from "../../usageError.ts";

export type PublishInput = {
  readonly dataset: bigint;
  /** Path or digest. */
  readonly manifest: string;
};

export async function run(context: Context, { dataset: datasetId, manifest }: PublishInput): Promise<Answer> {
  const { index } = await context.indexed();
  const dataset = await requireRow(index, "dataset", datasetId);
  const manifestDigest = await digestOf(manifest);
  if (manifestDigest === dataset.manifestDigest) {
    throw usageError(
      `Version ${dataset.versionCount} of dataset ${datasetId} has this manifest already.`,
      "Publish one that differs.",
    );
  }
  return context.carryOut({
    title: `Publish a new version of dataset ${datasetId}`,
    facts: [
      ["Until now", `${dataset.manifestDigest} (version ${dataset.versionCount})`],
      ["From now", `${manifestDigest} (version ${dataset.versionCount + 1})`],
      ["For ever", "a version cannot be taken back"],
    ],
    steps: [
      {
        label: "Publish the version",
        act: (client) => publishDatasetVersion(client, { datasetId, manifestDigest }),
      },
    ],
    answer: ([result]) => {
      const version = result as number;
      return {
        data: { datasetId, version, manifestDigest },
        text: () => `Version ${version} of dataset ${datasetId} is published.`,
        next: [`dataset show ${datasetId}`],
      };
    },
  });
}
