import { z } from "zod";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { HiddenSlices } from "../../src/training/slicesCommitment.ts";
import { readNamedFile } from "../readNamedFile.ts";

const digest = z.string().regex(/^0x[0-9a-fA-F]{64}$/);
const schema = z.object({ rootSliceDigest: digest, validationSliceDigest: digest, salt: digest });

/** The slices that `round hide-slices` wrote. @throws BaseError `FILE_MISSING`, `SLICES_UNREADABLE`. */
export async function readSlices(path: string): Promise<HiddenSlices> {
  const text = (await readNamedFile(path)).toString("utf8");
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  // What it holds is not repeated: it may be a salt.
  throw new BaseError("SLICES_UNREADABLE", `${path} is not what round hide-slices writes.`, {
    remedy: "It is JSON with rootSliceDigest, validationSliceDigest and salt, 0x and 64 hexadecimal digits each.",
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
