import { readNamedFile } from "../readNamedFile.ts";
import { usageError } from "../usageError.ts";

/**
 * The URLs that an option gives: each itself, or those in the file after an "@", one per line, so that a URL with a key in it
 * need not be typed. No error repeats one.
 * @throws BaseError `USAGE` for what is no http or https URL, `FILE_MISSING`.
 */
export async function readUrls(option: string, given: readonly string[]): Promise<string[]> {
  const urls = (
    await Promise.all(given.map(async (one) => (one.startsWith("@") ? linesOf(one.slice(1)) : [one])))
  ).flat();
  if (urls.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) && urls.length > 0) return urls;
  throw usageError(`${option}: it must be an http or https URL, or @FILE with one on each line.`);
}

async function linesOf(path: string): Promise<string[]> {
  const lines = (await readNamedFile(path))
    .toString("utf8")
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
