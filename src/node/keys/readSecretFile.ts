import { type FileHandle, open } from "node:fs/promises";
import { isReadByOwnerAlone } from "./isReadByOwnerAlone.ts";
import { KeyError } from "./KeyError.ts";
import { readSecret } from "./readSecret.ts";

/**
 * The one line of text in a file that only its owner can read.
 * @throws KeyError `SECRET_UNREADABLE`, `SECRET_EXPOSED` when group or others may read it.
 */
export async function readSecretFile(path: string): Promise<string> {
  const file = await openFile(path);
  try {
    // The opened file is judged, not the path, which could be another file a moment later.
    const { mode, uid } = await file.stat();
    if (!isReadByOwnerAlone({ path, mode, uid })) {
      throw new KeyError(
        "SECRET_EXPOSED",
        `${path} holds a secret, and others than its owner can read it (mode ${(mode & 0o777).toString(8)}).`,
        `Take that from them: chmod 400 ${path}`,
      );
    }
    return await readSecret(path, async (buffer, offset) => (await file.read(buffer, offset)).bytesRead);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyError(
      "SECRET_UNREADABLE",
      `The file ${path} cannot be opened (${code}).`,
      "Check the path, and that this user may read it.",
    );
  }
}
