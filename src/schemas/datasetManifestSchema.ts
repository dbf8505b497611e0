import { z } from "zod";

const CROISSANT = /^https?:\/\/mlcommons\.org\/croissant\/1\.\d+$/;

const text = z.string("write text").min(1, "write some text");
const sha256 = z.string().regex(/^[0-9a-fA-F]{64}$/, "write 64 hexadecimal digits, a SHA-256");

/** A file or a set of files; what else Croissant knows of them passes through. */
const fileObject = z.looseObject({
  "@type": text,
  "@id": text.optional(),
  name: text.optional(),
  contentUrl: text.optional(),
  encodingFormat: z.union([text, z.array(text)]).optional(),
  sha256: sha256.optional(),
});

/**
 * The manifest of a dataset: Croissant 1.1, the part that is read here. Everything else in it passes through, in its place:
 * a digest is of the bytes of the file, never of what was parsed.
 */
export const datasetManifestSchema = z.looseObject({
  "@type": z.enum(["sc:Dataset", "Dataset", "https://schema.org/Dataset"], 'write "sc:Dataset"'),
  conformsTo: z
    .union([z.string(), z.array(z.string())], 'write "http://mlcommons.org/croissant/1.1"')
    .refine((value) => [value].flat().some((uri) => CROISSANT.test(uri)), 'write "http://mlcommons.org/croissant/1.1"'),
  name: text,
  description: text.optional(),
  license: z.union([text, z.array(text)]).optional(),
  url: text.optional(),
  version: z.union([text, z.number()]).optional(),
  distribution: z.array(fileObject).optional(),
  recordSet: z
    .array(z.looseObject({ "@type": text.optional(), field: z.array(z.looseObject({})).optional() }))
    .optional(),
});

/** A dataset's manifest. */
export type DatasetManifest = z.infer<typeof datasetManifestSchema>;
