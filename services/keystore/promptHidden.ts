import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { BaseError } from "../../src/errors/BaseError.ts";

/** A terminal. */
export type Terminal = {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
};

/**
 * Asks each question at a terminal, in turn, and resolves to what was typed, which is not shown.
 * @throws BaseError `NO_TERMINAL` when nobody can type; `PROMPT_ENDED` when the user gives up.
 */
export async function promptHidden(questions: readonly string[], { input, output }: Terminal): Promise<string[]> {
  if (input.isTTY !== true) {
    throw new BaseError("NO_TERMINAL", "There is no terminal to type a passphrase at.", {
      remedy: "Give it by --passphrase-file or --passphrase-fd.",
    });
  }
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  // With `terminal`, the line editor does the echo, and writes it to where nobody reads.
  const lines = createInterface({ input, output: silent, terminal: true });
  // Rejects when the input ends or Ctrl-C is pressed, where `question` alone would wait for ever.
  const closed = new Promise<never>((_, reject) =>
    lines.once("close", () => {
      output.write("\n");
      reject(new BaseError("PROMPT_ENDED", "No passphrase was typed; nothing was made."));
    }),
  );
  closed.catch(() => {});
  try {
    const answers: string[] = [];
    for (const question of questions) {
      output.write(question);
      answers.push(await Promise.race([lines.question(""), closed]));
      output.write("\n");
    }
    return answers;
  } finally {
    lines.removeAllListeners("close");
    lines.close();
  }
}
