import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Still } from "./openStill.ts";

export type RunDocsParameters = {
  /** Markdown. */
  readonly page: string;
  readonly run: Still["run"];
  /** Where files that the page makes are put; the process is there meanwhile. */
  readonly folder: string;
};

/** A fenced block, and its place in the page. */
type Block = { readonly kind: string; readonly text: string; readonly start: number; readonly end: number };

/** A devnet is started by who runs the page. */
const STARTS_DEVNET = /^commonweights devnet --still/;

/**
 * Does what a page says, word for word: the lines of its `sh` blocks in order, those that begin with `commonweights` in this
 * process, the others in bash. Resolves to the page as it would be if what was printed now stood in each `text` block that
 * follows an `sh` block; "[y/N] y" in there is typed. A command whose output is not shown must succeed.
 */
export async function runDocs({ page, run, folder }: RunDocsParameters): Promise<string> {
  const blocks = blocksOf(page);
  const before = process.cwd();
  process.chdir(folder);
  let result = "";
  let place = 0;
  try {
    for (const [k, block] of blocks.entries()) {
      if (block.kind !== "sh") continue;
      const next = blocks[k + 1];
      const shown = next?.kind === "text" && page.slice(block.end, next.start).trim() === "" ? next : undefined;
      const printed = await runBlock(block, shown?.text, run);
      if (shown === undefined) continue;
      result += `${page.slice(place, shown.start)}\`\`\`text\n${printed}\`\`\``;
      place = shown.end;
    }
  } finally {
    process.chdir(before);
  }
  return result + page.slice(place);
}

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => ({
    kind: match[1]!,
    text: match[2]!,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

async function runBlock({ text }: Block, shown: string | undefined, run: Still["run"]): Promise<string> {
  const answers = [...(shown ?? "").matchAll(/\[y\/N\] (\w+)$/gm)].map((match) => match[1]!);
  let printed = "";
  let script = "";
  const runScript = async () => {
    if (script !== "") printed += (await promisify(execFile)("bash", ["-euc", script])).stdout;
    script = "";
  };
  for (const line of text.replaceAll(/\\\n\s*/g, "").split("\n")) {
    if (STARTS_DEVNET.test(line)) continue;
    if (!line.startsWith("commonweights ")) {
      script += `${line}\n`;
      continue;
    }
    await runScript();
    const words = wordsOf(line).slice(1);
    const { code, transcript } = await run(words, answers.length === 0 ? {} : { answers });
    if (shown === undefined && code !== 0) throw new Error(`${line}\nended with ${code}:\n${transcript}`);
    printed += transcript;
  }
  if (script.trim() !== "") await runScript();
  return printed.replaceAll(/[ \t]+$/gm, "");
}

/** The words of a line, without the quotes around some. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? "",
  );
}
