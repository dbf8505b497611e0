import { ZeroAddress } from "ethers";
import type { DatasetRegistry } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";

/** Datasets, their versions and their consent. */
export const datasetRegistryHandlers: Handlers<DatasetRegistry> = {
  async DatasetRegistered(writer, { datasetId, provider, manifestDigest }, { timestamp, blockNumber }) {
    const block = BigInt(blockNumber);
    await writer.put("dataset", {
      id: datasetId,
      provider,
      manifestDigest,
      versionCount: 1,
      retiredAt: null,
      consentWithdrawnAt: null,
      reasonDigest: null,
      resaleRoyaltyBps: 0,
      registeredAt: timestamp,
      block,
    });
    await writer.put("datasetVersion", { datasetId, version: 1, manifestDigest, publishedAt: timestamp, block });
  },
  async DatasetVersionPublished(writer, { datasetId, version, manifestDigest }, { timestamp, blockNumber }) {
    const versionCount = Number(version);
    await writer.update("dataset", { id: datasetId }, () => ({ manifestDigest, versionCount }));
    await writer.put("datasetVersion", {
      datasetId,
      version: versionCount,
      manifestDigest,
      publishedAt: timestamp,
      block: BigInt(blockNumber),
    });
  },
  ConsentWithdrawn: (writer, { datasetId, reasonDigest }, { timestamp }) =>
    writer.update("dataset", { id: datasetId }, () => ({ consentWithdrawnAt: timestamp, reasonDigest })),
  DatasetRetired: (writer, { datasetId }, { timestamp }) =>
    writer.update("dataset", { id: datasetId }, () => ({ retiredAt: timestamp })),
  ResaleRoyaltySet: (writer, { datasetId, resaleRoyaltyBps }) =>
    writer.update("dataset", { id: datasetId }, () => ({ resaleRoyaltyBps: Number(resaleRoyaltyBps) })),
  async Transfer(writer, { from, to, tokenId }) {
    // A mint is announced before the registration that makes the row.
    if (from !== ZeroAddress) await writer.update("dataset", { id: tokenId }, () => ({ provider: to }));
  },
};
