import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { datasetOf } from "../../src/registry/datasetOf.ts";
import { lineageOf } from "../../src/registry/lineageOf.ts";
import { type Version, versionOf } from "../../src/registry/versionOf.ts";
import { TrainingRounds__factory } from "../../typechain-types/index.ts";

/** A dataset that a round's updates were trained on. */
export type UsedDataset = {
  readonly datasetId: bigint;
  readonly provider: string;
  /** Timestamp in seconds; null while consent holds. */
  readonly consentWithdrawnAt: number | null;
};

/** One step of a line of versions, and the data behind it. */
export type Ancestor = {
  readonly version: number;
  readonly roundId: bigint | undefined;
  readonly datasets: readonly UsedDataset[];
  /** Whether every update showed its right to train and governance did not contest it; undefined without a round. */
  readonly isLawful: boolean | undefined;
};

/** The version and its ancestors, newest first, each with the datasets that its round's updates were trained on. */
export async function readProvenance(client: Client, version: Version): Promise<Ancestor[]> {
  const { modelId } = version;
  const numbers = await lineageOf(client, { modelId, version: version.version });
  const ancestors = await Promise.all(numbers.map((number) => versionOf(client, { modelId, version: number })));
  return Promise.all([version, ...ancestors].map((one) => readAncestor(client, one)));
}

async function readAncestor(client: Client, { version, roundId }: Version): Promise<Ancestor> {
  if (roundId === undefined) return { version, roundId, datasets: [], isLawful: undefined };
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const [datasetIds, isLawful] = await Promise.all([
    read(rounds.datasetsOf(roundId)),
    read(rounds.isProvenanceLawful(roundId)),
  ]);
  const datasets = await Promise.all(
    datasetIds.map(async (datasetId) => {
      const { provider, consentWithdrawnAt } = await datasetOf(client, { datasetId });
      return {
        datasetId,
        provider,
        consentWithdrawnAt: consentWithdrawnAt === undefined ? null : Number(consentWithdrawnAt),
      };
    }),
  );
  return { version, roundId, datasets, isLawful };
}
