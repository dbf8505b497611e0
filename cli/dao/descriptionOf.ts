import { printable } from "../output/printable.ts";

/** A description as members read it: without the mark that binds it to its proposer. */
export function descriptionOf(description: string): string {
  return printable(description.replace(/#proposer=0x[0-9a-fA-F]{40}$/, "")).trim();
}

/** Its first line. */
export function titleOf(description: string): string {
  const line = descriptionOf(description)
    .split("\n")[0]!
    .replace(/^#+\s*/, "");
  return line === "" ? "(no description)" : line;
}
