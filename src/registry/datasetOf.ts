import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** A dataset as it stands now. */
export type Dataset = {
  readonly datasetId: bigint;
  /** Its owner. */
  readonly provider: string;
  /** Number of the newest version. */
  readonly version: number;
  /** SHA-256 of the newest manifest. */
  readonly manifestDigest: string;
  /** When the newest version was published, timestamp in seconds. */
  readonly publishedAt: bigint;
  /** Timestamp in seconds; undefined while consent holds. */
  readonly consentWithdrawnAt: bigint | undefined;
  /** Whether no licenses are sold any more. */
  readonly isRetired: boolean;
};

export type DatasetOfParameters = {
  readonly datasetId: bigint;
};

/** Reads a dataset. @throws RevertError `ERC721NonexistentToken` when there is none. */
export async function datasetOf(client: Client, { datasetId }: DatasetOfParameters): Promise<Dataset> {
  const registry = IDatasetRegistry__factory.connect(client.addresses.datasetRegistry, client.runner);
  const [[provider, withdrawnAt, isRetired], version] = await Promise.all([
    read(registry.statusOf(datasetId)),
    read(registry.latestVersionOf(datasetId)),
  ]);
  const { manifestDigest, publishedAt } = await read(registry.versionOf(datasetId, version));
  const consentWithdrawnAt = withdrawnAt === 0n ? undefined : withdrawnAt;
  return { datasetId, provider, version: Number(version), manifestDigest, publishedAt, consentWithdrawnAt, isRetired };
}
