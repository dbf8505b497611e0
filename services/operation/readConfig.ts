import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { BaseError } from "../../src/errors/BaseError.ts";
import { readAddressBook } from "../verify/readAddressBook.ts";
import { ConfigError } from "./ConfigError.ts";
import { closestName } from "./closestName.ts";
import { describeProblem } from "./describeProblem.ts";

/** Fields that name a file or a folder. */
const PATH_NAME = /(File|Folder)$|^(file|folder|path|keystore)$/;

/**
 * Reads a configuration file: JSON, checked against a schema that refuses unknown fields. Relative paths in it (fields called
 * `…File`, `…Folder`, `path`, `keystore`, and `chain.addresses` that ends in `.json`) are relative to the file.
 * @throws ConfigError `CONFIG_INVALID` with a line for every field that is wrong.
 */
export async function readConfig<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const raw = parse(path, await readText(path));
  const forbidden = prototypeKeys(raw, "");
  if (forbidden.length > 0) throw new ConfigError(path, forbidden);

  const folder = dirname(resolve(path));
  const resolved = resolvePaths(raw, folder);
  const problem = await bringAddresses(resolved, folder);
  const parsed = schema.safeParse(resolved, { error: hintAtName });
  if (parsed.success && problem === undefined) return parsed.data;

  const isAbout = (issue: z.core.$ZodIssue) => issue.path.join(".") === "chain.addresses";
  const issues = (parsed.error?.issues ?? []).filter((issue) => problem === undefined || !isAbout(issue));
  throw new ConfigError(path, [
    ...(problem === undefined ? [] : [problem]),
    ...issues.flatMap((issue) => describeProblem(issue, resolved)),
  ]);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ConfigError(path, [`it cannot be opened (${(error as NodeJS.ErrnoException).code})`]);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The rest of that message quotes the file. Not every message has a place.
    const where = /line \d+ column \d+/.exec(error instanceof Error ? error.message : "")?.[0];
    throw new ConfigError(path, [`it is not JSON: ${where ?? `jq . ${path} shows where`}`]);
  }
}

function prototypeKeys(value: unknown, at: string): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "__proto__" ? [`${at}${key}: no field may have this name`] : prototypeKeys(inner, `${at}${key}.`),
  );
}

/** A copy with absolute paths. */
function resolvePaths(value: unknown, folder: string, name = ""): unknown {
  if (typeof value === "string") return PATH_NAME.test(name) && value !== "" ? resolve(folder, value) : value;
  if (Array.isArray(value)) return value.map((inner) => resolvePaths(inner, folder));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolvePaths(inner, folder, key)]));
}

/** Puts the addresses in the place of the file or deployment that is named; returns what is wrong with it. */
async function bringAddresses(config: unknown, folder: string): Promise<string | undefined> {
  const chain = isObject(config) ? config.chain : undefined;
  if (!isObject(chain) || typeof chain.addresses !== "string") return undefined;
  const where = chain.addresses.endsWith(".json") ? resolve(folder, chain.addresses) : chain.addresses;
  try {
    chain.addresses = await readAddressBook(where);
    return undefined;
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
    return `chain.addresses: ${error.message.split("\n")[0]}`;
  }
}

/** For unknown fields, what was probably meant: one line for each. */
const hintAtName: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== "unrecognized_keys") return undefined;
  const shape = (issue.inst as { readonly shape?: object } | undefined)?.shape ?? {};
  const given = Object.keys(issue.input ?? {});
  const free = Object.keys(shape).filter((name) => !given.includes(name));
  return (issue.keys as string[]).map((key) => hint(closestName(key, free), free)).join("\n");
};

function hint(meant: string | undefined, free: readonly string[]): string {
  if (meant !== undefined) return `; did you mean ${JSON.stringify(meant)}?`;
  return free.length === 0 ? "" : `; other fields are ${free.join(", ")}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
