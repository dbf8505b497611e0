import { createInterface } from "node:readline/promises";
import { promptHidden, type Terminal } from "../../services/keystore/promptHidden.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

/** Asks for something that is not shown while it is typed. */
export async function askHidden(question: string, terminal: Terminal): Promise<string> {
  return (await promptHidden([question], terminal))[0]!;
}

/**
 * Asks yes or no; anything but a yes is a no.
 * @throws BaseError `INTERRUPTED` for Ctrl-C, `PROMPT_ENDED` when the input ends.
 */
export async function askYesNo(question: string, { input, output }: Terminal): Promise<boolean> {
  const lines = createInterface({ input, output });
  const closed = new Promise<never>((_, reject) => {
    const end = (code: string, message: string) => {
      output.write("\n");
      reject(new BaseError(code, message));
    };
    lines.once("SIGINT", () => end("INTERRUPTED", "Interrupted. Nothing was sent."));
    lines.once("close", () => end("PROMPT_ENDED", "Nobody answered. Nothing was sent."));
  });
  closed.catch(() => {});
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.removeAllListeners("close");
    lines.close();
  }
}
