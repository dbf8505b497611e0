import type { Verb } from "../../../cli/Verb.ts";

/** The example of a command's help as a test runs it: files of the devnet are where its folder is, and nobody is asked. */
export function exampleLine({ example, kind }: Verb, folder: string): string {
  const isAsked = kind === "write" && !/--(calldata|dry-run)\b/.test(example);
  return `${example.replaceAll("devnet/", `${folder}/`)}${isAsked ? " --yes" : ""}`;
}
