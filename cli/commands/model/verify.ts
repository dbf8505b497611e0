import { sha256 } from "ethers";
import { StorageError } from "../../../src/storage/StorageError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { ExitCode } from "../../ExitCode.ts";
import { findModel } from "../../model/findModel.ts";
import { findVersion } from "../../model/findVersion.ts";
import { openStore } from "../../openStore.ts";
import { formatFields } from "../../output/formatFields.ts";
import { readNamedFile } from "../../readNamedFile.ts";
import { usageError } from "../../usageError.ts";

export type VerifyInput = {
  readonly model: bigint;
  readonly version?: number;
  readonly file?: string;
  readonly store?: string;
};

export async function run(context: Context, input: VerifyInput): Promise<Answer> {
  const { file, store } = input;
  if ((file === undefined) === (store === undefined)) {
    throw usageError("Name the weights with --file, or where to fetch them with --store.");
  }
  const client = await context.client();
  const version = await findVersion(client, await findModel(client, input.model), input.version);
  const { modelId, weightsDigest } = version;
  const foundDigest = file === undefined ? await digestIn(store!, weightsDigest) : sha256(await readNamedFile(file));
  const isSame = foundDigest === weightsDigest.toLowerCase();
  const name = `version ${version.version} of model ${modelId}`;
  return {
    data: { modelId, version: version.version, status: version.status, weightsDigest, foundDigest, isSame },
    text: () =>
      formatFields([
        ["Recorded", weightsDigest],
        ["Found", foundDigest ?? "other bytes than the digest says"],
        ["Verdict", isSame ? `these are the weights of ${name}` : `these are not the weights of ${name}`],
      ]),
    next: isSame ? [] : [`model version ${modelId} ${version.version}`],
    exitCode: isSame ? ExitCode.Done : ExitCode.No,
  };
}

/** Undefined when the store holds something else under that name. */
async function digestIn(where: string, digest: string): Promise<string | undefined> {
  const store = await openStore(where);
  try {
    // A store hands out only what has the digest.
    await store.get(digest);
    return digest.toLowerCase();
  } catch (error) {
    if (error instanceof StorageError && error.code === "CONTENT_CORRUPT") return undefined;
    throw error;
  }
}
