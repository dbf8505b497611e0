import { z } from "zod";
import { BaseError } from "../../errors/BaseError.ts";
import { canonicalJson } from "../../storage/canonicalJson.ts";
import type { Encoding } from "./Encoding.ts";

const index = z.int().min(0);
const texts = z.array(z.string()).refine((items) => new Set(items).size === items.length, "the same text twice");

const featureSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("number"),
    column: index,
    name: z.string(),
    mean: z.number(),
    deviation: z.number().positive(),
  }),
  z.strictObject({ kind: z.literal("category"), column: index, name: z.string(), values: texts.min(1) }),
]);

const encodingSchema = z.strictObject({
  format: z.literal("commonweights.encoding.v1"),
  label: index,
  classes: texts.min(2),
  features: z.array(featureSchema).min(1),
  dropped: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  width: index,
});

/**
 * Reads what `writeEncoding` wrote: the canonical form, and a width that follows from the features.
 * @throws BaseError `ENCODING_UNREADABLE` when it is no such file.
 */
export function readEncoding(bytes: Uint8Array): Encoding {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw refuse("is not JSON text in UTF-8", cause);
  }
  const { data, error } = encodingSchema.safeParse(value);
  if (error !== undefined) {
    const [issue] = error.issues;
    throw refuse(`is not a commonweights.encoding.v1 document at "${issue?.path.join(".")}": ${issue?.message}`);
  }
  if (`${canonicalJson(data)}\n` !== text) throw refuse("is not in canonical form");
  const { format, ...encoding } = data;
  const width = encoding.features.reduce(
    (sum, feature) => sum + (feature.kind === "number" ? 1 : feature.values.length),
    0,
  );
  if (width !== encoding.width)
    throw refuse(`claims ${encoding.width} numbers per row, but its features make ${width}`);
  return encoding;
}

function refuse(what: string, cause?: unknown): BaseError {
  return new BaseError("ENCODING_UNREADABLE", `The encoding file ${what}.`, {
    remedy: "Ask the model's owner for what writeEncoding wrote.",
    cause,
  });
}
