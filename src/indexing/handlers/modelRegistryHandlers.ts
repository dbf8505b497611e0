import { ZeroAddress } from "ethers";
import type { ModelRegistry } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";
import type { IndexEvent } from "../IndexEvent.ts";
import type { IndexWriter } from "../IndexWriter.ts";
import { placeOf } from "../placeOf.ts";
import { requireRow } from "../requireRow.ts";

type Change = {
  readonly modelId: bigint;
  readonly kind: "promotion" | "rollback";
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly reportDigest: string | null;
};

/** Models, their versions, and which of them was live when. */
export const modelRegistryHandlers: Handlers<ModelRegistry> = {
  async ModelRegistered(writer, { modelId, owner, cardDigest, weightsDigest }, { timestamp, blockNumber }) {
    const block = BigInt(blockNumber);
    await writer.put("model", {
      id: modelId,
      owner,
      cardDigest,
      liveVersion: 1,
      versionCount: 1,
      changeCount: 0,
      registeredAt: timestamp,
      block,
    });
    await writer.put("modelVersion", {
      modelId,
      version: 1,
      parent: null,
      roundId: null,
      weightsDigest,
      status: "live",
      reportDigest: null,
      reasonDigest: null,
      createdAt: timestamp,
      flaggedAt: null,
      block,
    });
  },
  ModelCardUpdated: (writer, { modelId, cardDigest }) =>
    writer.update("model", { id: modelId }, () => ({ cardDigest })),
  async CandidateRecorded(writer, args, { timestamp, blockNumber }) {
    const { modelId, roundId, parent, weightsDigest } = args;
    const version = Number(args.version);
    await writer.update("model", { id: modelId }, () => ({ versionCount: version }));
    await writer.put("modelVersion", {
      modelId,
      version,
      parent: Number(parent),
      roundId,
      weightsDigest,
      status: "candidate",
      reportDigest: null,
      reasonDigest: null,
      createdAt: timestamp,
      flaggedAt: null,
      block: BigInt(blockNumber),
    });
    await writer.update("round", { id: roundId }, () => ({ candidateVersion: version }));
  },
  VersionPromoted: (writer, { modelId, fromVersion, toVersion, reportDigest }, event) =>
    replaceLive(writer, event, {
      modelId,
      kind: "promotion",
      fromVersion: Number(fromVersion),
      toVersion: Number(toVersion),
      reportDigest,
    }),
  VersionRolledBack: (writer, { modelId, fromVersion, toVersion }, event) =>
    replaceLive(writer, event, {
      modelId,
      kind: "rollback",
      fromVersion: Number(fromVersion),
      toVersion: Number(toVersion),
      reportDigest: null,
    }),
  VersionFlagged: (writer, { modelId, version, reasonDigest }, { timestamp }) =>
    writer.update("modelVersion", { modelId, version: Number(version) }, () => ({
      status: "flagged",
      reasonDigest,
      flaggedAt: timestamp,
    })),
  VersionDeprecated: (writer, { modelId, version }) =>
    writer.update("modelVersion", { modelId, version: Number(version) }, () => ({ status: "deprecated" })),
  async Transfer(writer, { from, to, tokenId }) {
    // A mint is announced before the registration that makes the row.
    if (from !== ZeroAddress) await writer.update("model", { id: tokenId }, () => ({ owner: to }));
  },
};

async function replaceLive(writer: IndexWriter, event: IndexEvent, change: Change): Promise<void> {
  const { modelId, kind, fromVersion, toVersion, reportDigest } = change;
  const replaced = kind === "promotion" ? "superseded" : "rolledBack";
  // A flag outlives the replacement.
  await writer.update("modelVersion", { modelId, version: fromVersion }, ({ status }) =>
    status === "live" ? { status: replaced } : {},
  );
  await writer.update("modelVersion", { modelId, version: toVersion }, () => ({
    status: "live",
    ...(reportDigest === null ? {} : { reportDigest }),
  }));
  const number = (await requireRow(writer, "model", { id: modelId })).changeCount + 1;
  await writer.update("model", { id: modelId }, () => ({ liveVersion: toVersion, changeCount: number }));
  await writer.put("modelChange", { ...change, number, ...placeOf(event) });
}
