import { getAddress, isAddress, isHexString } from "ethers";
import { z } from "zod";
import { readNamedFile } from "../readNamedFile.ts";
import { usageError } from "../usageError.ts";
import type { Action } from "./actionsOf.ts";

const wei = z.union([z.int().min(0), z.string().regex(/^\d{1,78}$/)]).transform(BigInt);
const call = z.object({
  to: z
    .string()
    .refine((text) => isAddress(text), "is an address")
    .transform((text) => getAddress(text)),
  data: z.string().refine((text) => isHexString(text) && text.length % 2 === 0, "is bytes in hexadecimal"),
  value: wei.default(0n),
});
const calls = z.array(call).min(1, "has a call at least");
/** What a command prints with `--calldata --json`, too. */
const file = z.union([calls, z.object({ calls }).transform((found) => found.calls)]);

/**
 * The calls that a file holds.
 * @throws BaseError `FILE_MISSING`, `USAGE` naming what is wrong in it.
 */
export async function readCalls(path: string): Promise<Action[]> {
  const text = (await readNamedFile(path)).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`--calls: ${path} is not JSON.`);
  }
  const parsed = file.safeParse(value);
  if (parsed.success) return parsed.data;
  throw usageError(
    `--calls: ${path} is not a list of calls, each { "to": "0x…", "data": "0x…", "value": "0" }.`,
    "Any command prints its calls so with --calldata --json.",
  );
}
