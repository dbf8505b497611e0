import { ZeroHash } from "ethers";
import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type VersionStatus, versionStatuses } from "./VersionStatus.ts";

/** A version of a model. */
export type Version = {
  readonly modelId: bigint;
  readonly version: number;
  readonly status: VersionStatus;
  /** SHA-256 of the weights (safetensors). */
  readonly weightsDigest: string;
  /** SHA-256 of the evaluation report it was promoted on; undefined before. */
  readonly reportDigest: string | undefined;
  /** Round that made it; undefined for the first version. */
  readonly roundId: bigint | undefined;
  /** Version it was trained from; undefined for the first version. */
  readonly parent: number | undefined;
  /** Timestamp in seconds. */
  readonly createdAt: bigint;
};

export type VersionOfParameters = {
  readonly modelId: bigint;
  readonly version: number;
};

/** Reads a version of a model. @throws RevertError `ModelRegistryVersionUnknown` when there is none. */
export async function versionOf(client: Client, { modelId, version }: VersionOfParameters): Promise<Version> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  const { weightsDigest, reportDigest, roundId, parent, status, createdAt } = await read(
    registry.versionOf(modelId, version),
  );
  return {
    modelId,
    version,
    status: versionStatuses[Number(status)] ?? "None",
    weightsDigest,
    reportDigest: reportDigest === ZeroHash ? undefined : reportDigest,
    roundId: roundId === 0n ? undefined : roundId,
    parent: parent === 0n ? undefined : Number(parent),
    createdAt,
  };
}
