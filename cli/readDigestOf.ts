import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { BaseError } from "../src/errors/BaseError.ts";

/** SHA-256 of a file. @throws BaseError `FILE_MISSING`. */
export async function readDigestOf(path: string): Promise<string> {
  try {
    return `0x${createHash("sha256")
      .update(await readFile(path))
      .digest("hex")}`;
  } catch (cause) {
    throw new BaseError("FILE_MISSING", `${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      remedy: "Name a file that is there.",
      cause,
    });
  }
}
