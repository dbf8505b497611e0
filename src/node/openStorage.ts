import { BaseError } from "../errors/BaseError.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { type JoinStoresOptions, joinStores } from "../storage/joinStores.ts";
import { anyNetwork, publicNetwork } from "./http/Network.ts";
import { readSecretFile } from "./keys/readSecretFile.ts";
import { openFolderStore } from "./openFolderStore.ts";
import { openHttpsStore } from "./openHttpsStore.ts";
import { openKuboStore } from "./openKuboStore.ts";
import { openS3Store } from "./openS3Store.ts";
import type { StorageConfig } from "./storageSchema.ts";

/**
 * Opens the stores of a configuration as one, in the order in which they are asked. Nothing is sent yet.
 * @throws BaseError `STORAGE_EMPTY`, and what reading a secret or making a folder throws.
 */
export async function openStorage(
  configs: readonly StorageConfig[],
  options: JoinStoresOptions = {},
): Promise<ContentStore> {
  if (configs.length === 0) {
    throw new BaseError("STORAGE_EMPTY", "No store is configured.", {
      remedy: 'Name at least one, such as { "kind": "folder", "path": "storage" }.',
    });
  }
  return joinStores(await Promise.all(configs.map(openStore)), options);
}

async function openStore(config: StorageConfig): Promise<ContentStore> {
  switch (config.kind) {
    case "folder":
      return openFolderStore(config.path, config);
    case "kubo":
      return openKuboStore(config.url, config);
    case "s3": {
      const { accessKeyIdFile, secretAccessKeyFile, ...rest } = config;
      const accessKeyId = await readSecretFile(accessKeyIdFile);
      return openS3Store({ ...rest, accessKeyId, secretAccessKey: await readSecretFile(secretAccessKeyFile) });
    }
    case "https": {
      const network = config.allowPrivate ? anyNetwork : publicNetwork;
      return openHttpsStore(config.url, { limits: config.limits, network });
    }
  }
}
