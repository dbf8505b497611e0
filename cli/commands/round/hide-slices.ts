import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { slicesCommitment } from "../../../src/training/slicesCommitment.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { formatFields } from "../../output/formatFields.ts";

export type HideSlicesInput = { readonly root: string; readonly validation: string; readonly out: string };

const SALT_BYTES = 32;

export async function run(_context: Context, { root, validation, out }: HideSlicesInput): Promise<Answer> {
  const rootSliceDigest = await digestOf(root);
  const validationSliceDigest = await digestOf(validation);
  const slices = { rootSliceDigest, validationSliceDigest, salt: `0x${randomBytes(SALT_BYTES).toString("hex")}` };
  try {
    await writeFile(out, `${JSON.stringify(slices, null, 2)}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const isThere = code === "EEXIST";
    throw new BaseError(
      "FILE_UNWRITABLE",
      isThere ? `${out} is there already.` : `${out} cannot be written (${code}).`,
      {
        remedy: isThere
          ? "Name another file: a salt that is written over is lost."
          : "Name a file that can be written.",
        cause,
      },
    );
  }
  const commitment = slicesCommitment(slices);
  return {
    data: { commitment, rootSliceDigest, validationSliceDigest, file: out },
    text: () =>
      formatFields([
        ["Commitment", commitment],
        ["Root slice", rootSliceDigest],
        ["Validation slice", validationSliceDigest],
        ["File", `${out}; keep it, and keep it from others until Opening`],
      ]),
    next: [`round open --slices ${out} --help`],
  };
}
