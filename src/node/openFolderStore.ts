import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "ethers";
import type { BaseError } from "../errors/BaseError.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { cidOf } from "../storage/cidOf.ts";
import { contentMissing } from "../storage/contentMissing.ts";
import { contentTooLarge } from "../storage/contentTooLarge.ts";
import { isIntactIn } from "../storage/isIntactIn.ts";
import { requireContent } from "../storage/requireContent.ts";
import { requireDigest } from "../storage/requireDigest.ts";
import { DEFAULT_STORAGE_LIMITS, type StorageLimits } from "../storage/StorageLimits.ts";
import { storeRefused } from "../storage/storeRefused.ts";
import { storeUnreachable } from "../storage/storeUnreachable.ts";

/**
 * Content in a folder, one file each, named by its CID. The folder is made when it is not there. Nothing but regular
 * files of such names is ever read; what was put survives a crash of the machine.
 * @throws RetryableError `STORE_UNREACHABLE`, BaseError `STORE_REFUSED` when the file system does not let it.
 */
export async function openFolderStore(
  folder: string,
  { limits = {} }: { readonly limits?: Partial<Pick<StorageLimits, "maxBytes">> } = {},
): Promise<ContentStore> {
  const { maxBytes } = { ...DEFAULT_STORAGE_LIMITS, ...limits };
  const pathOf = (digest: string): string => join(folder, cidOf(digest));
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw folderError(folder, cause);
  }
  const store: ContentStore = {
    async put(bytes) {
      const digest = sha256(bytes);
      if (bytes.length > maxBytes) throw contentTooLarge(digest, maxBytes);
      if (!(await isIntactIn(store, digest))) await writeContent(folder, pathOf(digest), bytes);
      return digest;
    },
    async get(digest) {
      const known = requireDigest(digest);
      return requireContent(await readContent(folder, pathOf(known), { digest: known, maxBytes }), known);
    },
  };
  return store;
}

/** Writes aside and renames, so that a reader never meets half a file; synced, so that a power cut leaves none either. */
async function writeContent(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const aside = join(folder, `.${randomUUID()}`);
  try {
    await withFile(await open(aside, "wx"), async (file) => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(aside, path);
    await withFile(await open(folder, constants.O_RDONLY), (directory) => directory.sync());
  } catch (cause) {
    await rm(aside, { force: true });
    throw folderError(folder, cause);
  }
}

async function readContent(
  folder: string,
  path: string,
  { digest, maxBytes }: { readonly digest: string; readonly maxBytes: number },
): Promise<Uint8Array> {
  let file: FileHandle;
  try {
    // Not blocking: a named pipe would wait for a writer for ever.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw await missingOr(folder, digest, cause);
  }
  return withFile(file, async () => {
    const stats = await file.stat();
    if (!stats.isFile()) throw contentMissing(digest);
    if (stats.size > maxBytes) throw contentTooLarge(digest, maxBytes);
    try {
      return await readBytes(file, stats.size);
    } catch (cause) {
      throw folderError(folder, cause);
    }
  });
}

/** At most `size` bytes, however much a file grows meanwhile. */
async function readBytes(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let had = 0;
  while (had < size) {
    const { bytesRead } = await file.read(bytes, had, size - had, had);
    if (bytesRead === 0) break;
    had += bytesRead;
  }
  return bytes.subarray(0, had);
}

/** Missing only when the folder itself is there: one that was unmounted says nothing about its content. */
async function missingOr(folder: string, digest: string, cause: unknown): Promise<Error> {
  const code = codeOf(cause);
  // ELOOP: the name is a symbolic link, which is never followed; ENXIO: a socket.
  if (code !== "ENOENT" && code !== "ELOOP" && code !== "ENXIO") return folderError(folder, cause);
  try {
    await access(folder);
  } catch (gone) {
    return storeUnreachable(folder, "is gone", gone);
  }
  return contentMissing(digest, cause);
}

function folderError(folder: string, cause: unknown): BaseError {
  const code = codeOf(cause);
  if (["EACCES", "EPERM", "EROFS", "EISDIR", "ENOTDIR", "EEXIST", "ENOTEMPTY"].includes(code)) {
    const remedy = "Let the service's user read and write the folder and all files in it, which must be plain files.";
    return storeRefused(folder, `cannot be used (${code})`, remedy, cause);
  }
  return storeUnreachable(folder, `cannot be read or written (${code})`, cause);
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
}

async function withFile<T>(file: FileHandle, act: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    return await act(file);
  } finally {
    await file.close();
  }
}
