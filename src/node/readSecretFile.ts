import { open } from "node:fs/promises";
import { BaseError } from "../errors/BaseError.ts";

const MOST_BYTES = 4_096;

/**
 * The text of a file that only its owner can read, without line ends after it. No error shows any of it.
 * @throws BaseError `SECRET_UNREADABLE`, `SECRET_EXPOSED` when its group or others may read or write it.
 */
export async function readSecretFile(path: string): Promise<string> {
  let bytes: Buffer;
  let mode: number;
  try {
    const file = await open(path, "r");
    try {
      const stats = await file.stat();
      mode = stats.mode;
      if (!stats.isFile() || stats.size > MOST_BYTES) throw new Error(`It is no file of at most ${MOST_BYTES} bytes.`);
      bytes = await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new BaseError("SECRET_UNREADABLE", `The secret in ${path} cannot be read.`, {
      remedy: "Name a small file that the service's user can read.",
      cause,
    });
  }
  if ((mode & 0o077) !== 0) {
    throw new BaseError(
      "SECRET_EXPOSED",
      `The secret in ${path} is open to others (mode ${(mode & 0o777).toString(8)}).`,
      {
        remedy: `Close it: chmod 600 ${path}`,
      },
    );
  }
  const text = bytes.toString("utf8").replace(/[\r\n]+$/, "");
  if (text !== "") return text;
  throw new BaseError("SECRET_UNREADABLE", `The file ${path} is empty.`, { remedy: "Write the secret into it." });
}
