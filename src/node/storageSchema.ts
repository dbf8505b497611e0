import { z } from "zod";
import { DEFAULT_STORAGE_LIMITS } from "../storage/StorageLimits.ts";

const text = (what: string) => z.string({ error: `is ${what}` }).min(1, { error: `is ${what}` });

function url(what: string, protocols: readonly string[]) {
  return text(what).refine((value) => isPlainUrl(value, protocols), {
    error: `is ${what}, without credentials, "?" and "#"`,
  });
}

function isPlainUrl(value: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocols.includes(protocol) && username === "" && password === "" && !/[?#]/.test(value);
}

function whole(what: string, least: number, most: number) {
  const error = `is ${what}: a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const limits = z
  .strictObject({
    maxBytes: whole("the largest content, in bytes", 1, 2 ** 31 - 1).default(DEFAULT_STORAGE_LIMITS.maxBytes),
    timeoutMilliseconds: whole("the longest wait without a byte, in milliseconds", 1, 3_600_000).default(
      DEFAULT_STORAGE_LIMITS.timeoutMilliseconds,
    ),
    totalMilliseconds: whole("the longest time of one read or write, in milliseconds", 1, 86_400_000).default(
      DEFAULT_STORAGE_LIMITS.totalMilliseconds,
    ),
  })
  .prefault({});

const http = ["http:", "https:"];

const folder = z.strictObject({ kind: z.literal("folder"), path: text("the folder's path"), limits });

const kubo = z.strictObject({ kind: z.literal("kubo"), url: url("the http(s) URL of Kubo's API", http), limits });

const s3 = z.strictObject({
  kind: z.literal("s3"),
  endpoint: url("the http(s) URL of the service", http),
  region: text('the region, or "auto"').regex(/^[A-Za-z0-9-]+$/, { error: "is letters, digits and hyphens" }),
  bucket: text("the bucket's name").regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: "is no name of a bucket" }),
  prefix: z
    .string({ error: "is put in front of each CID" })
    .regex(/^(?!\/)(?!.*(\/\/|\.\.))[A-Za-z0-9/_.-]*$/, {
      error: 'is letters, digits, and / _ . -, without ".." or "//"',
    })
    .default(""),
  accessKeyIdFile: text("the path of a file with the access key's identifier"),
  secretAccessKeyFile: text("the path of a file with the secret access key, which only its owner can read"),
  limits,
});

const https = z
  .strictObject({
    kind: z.literal("https"),
    url: url("the https URL of a folder of files named by CID", http),
    /** The server is in the operator's own network: private addresses, and http, are allowed. */
    allowPrivate: z.boolean({ error: "is true or false" }).default(false),
    limits,
  })
  .refine(({ url: at, allowPrivate }) => allowPrivate || at.startsWith("https:"), {
    path: ["url"],
    error: "starts with https:// unless allowPrivate is true",
  });

/** The configuration of one store. Secrets are not in it, but in files that it names. */
export const storageSchema = z.discriminatedUnion("kind", [folder, kubo, s3, https], {
  error: 'has a kind: "folder", "kubo", "s3" or "https"',
});

export type StorageConfig = z.output<typeof storageSchema>;
