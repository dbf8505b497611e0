import { readFile } from "node:fs/promises";
import { BaseError } from "../src/errors/BaseError.ts";

/** The bytes of a file that the user named. @throws BaseError `FILE_MISSING` naming it. */
export async function readNamedFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new BaseError("FILE_MISSING", `${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, {
      remedy: "Name a file that is there.",
      cause,
    });
  }
}
