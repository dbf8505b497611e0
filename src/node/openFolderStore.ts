import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "ethers";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { requireContent } from "../storage/requireContent.ts";
import { StorageError } from "../storage/StorageError.ts";

/** Content in a folder, one file each, named by its CID. The folder is made when it is not there. */
export async function openFolderStore(folder: string): Promise<ContentStore> {
  await mkdir(folder, { recursive: true });
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      // Written aside and renamed, so that a reader never meets half a file.
      const aside = join(folder, `.${randomUUID()}`);
      await writeFile(aside, bytes, { flag: "wx" });
      await rename(aside, join(folder, cidOf(digest)));
      return digest;
    },
    async get(digest) {
      return requireContent(await readContent(join(folder, cidOf(digest)), digest), digest);
    },
  };
}

async function readContent(path: string, digest: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new StorageError("CONTENT_MISSING", `The store does not have ${digest}.`, {
      remedy: "Ask whoever published it to make it available.",
      cause,
    });
  }
}
