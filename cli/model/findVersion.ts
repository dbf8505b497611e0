import type { Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Model } from "../../src/registry/modelOf.ts";
import { type Version, versionOf } from "../../src/registry/versionOf.ts";

/** A version of a model, the live one when none is named. @throws BaseError `NOT_FOUND`. */
export async function findVersion(
  client: Client,
  { modelId, liveVersion, versionCount }: Model,
  version = liveVersion,
): Promise<Version> {
  if (version >= 1 && version <= versionCount) return versionOf(client, { modelId, version });
  throw new BaseError("NOT_FOUND", `Model ${modelId} has no version ${version}; it has 1 to ${versionCount}.`, {
    remedy: `See commonweights model show ${modelId}.`,
  });
}
