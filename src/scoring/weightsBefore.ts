import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** The weights of one version of a model. */
export type VersionWeights = { readonly version: bigint; readonly weightsDigest: string };

/** Steps of the model that updates are held against. */
const MOST_STEPS = 3;

/** The weights that led to those of a version, newest first, as far back as scores look: its last three ancestors. */
export async function weightsBefore(
  client: Client,
  { modelId, version }: { readonly modelId: bigint; readonly version: bigint },
): Promise<VersionWeights[]> {
  const models = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const ancestors = await read(models.lineageOf(modelId, version));
  return Promise.all(
    ancestors.slice(0, MOST_STEPS).map(async (ancestor) => {
      const { weightsDigest } = await read(models.versionOf(modelId, ancestor));
      return { version: ancestor, weightsDigest };
    }),
  );
}
