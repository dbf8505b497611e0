import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { BaseError } from "../../src/errors/BaseError.ts";
import { readNamedFile } from "../readNamedFile.ts";

/** A whole number, or its decimal digits, because JSON's numbers end at 2^53. */
function whole(what: string) {
  const isWhole = (value: unknown) =>
    Number.isSafeInteger(value) || (typeof value === "string" && /^\d{1,39}$/.test(value));
  return z
    .custom<number | string>((value) => isWhole(value) && !String(value).startsWith("-"), { error: `is ${what}` })
    .transform(BigInt);
}

const id = whole("a whole number");
const units = whole("an amount in smallest units, a number or its digits in quotes");
const digest = z
  .string({ error: "is a digest" })
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: "is 0x and 64 hexadecimal digits" })
  .transform((text) => text.toLowerCase());
const count = z.int({ error: "is a whole number" }).min(0, { error: "is a whole number" });
const phases = z.strictObject({ commit: count, reveal: count, opening: count, scoreCommit: count, scoreReveal: count });

const schema = z.strictObject({
  modelId: id.optional(),
  baseVersion: count.optional(),
  taskDigest: digest.optional(),
  slicesCommitment: digest.optional(),
  token: z.string().refine(isAddress, { error: "is an address" }).transform(getAddress).optional(),
  pot: units.optional(),
  oracleFee: units.optional(),
  bond: units.optional(),
  maxContributors: count.optional(),
  phases: phases.partial().optional(),
});

/** A round as the library's `openRound` takes it, as far as a file says; amounts in smallest units, phases in seconds. */
export type RoundFile = z.output<typeof schema>;

/** Reads a round from JSON. @throws BaseError `FILE_MISSING`, `ROUND_UNREADABLE` naming every field that is wrong. */
export async function readRoundFile(path: string): Promise<RoundFile> {
  const text = (await readNamedFile(path)).toString("utf8");
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `- ${issue.path.join(".") || "the file"}: ${issue.message}`);
  throw new BaseError("ROUND_UNREADABLE", `${path} does not describe a round.`, { remedy: lines.join("\n") });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
