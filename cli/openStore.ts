import { stat } from "node:fs/promises";
import { BaseError } from "../src/errors/BaseError.ts";
import { anyNetwork, publicNetwork } from "../src/node/http/Network.ts";
import { openFolderStore } from "../src/node/openFolderStore.ts";
import { openHttpsStore } from "../src/node/openHttpsStore.ts";
import type { ContentStore } from "../src/storage/ContentStore.ts";

/**
 * The store that `--store` names: a folder with files named by CID, or the URL of one. Plain http goes anywhere, because it
 * was typed; https goes to public addresses only.
 * @throws BaseError `FILE_MISSING` when there is no such folder.
 */
export async function openStore(where: string): Promise<ContentStore> {
  if (/^https?:/i.test(where)) {
    return openHttpsStore(where, { network: /^http:/i.test(where) ? anyNetwork : publicNetwork });
  }
  const isFolder = await stat(where).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) return openFolderStore(where);
  throw new BaseError("FILE_MISSING", `There is no folder ${where}.`, {
    remedy: "Name a folder with files named by CID (a devnet's is devnet/store), or the URL of one.",
  });
}
