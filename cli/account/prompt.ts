import { createInterface } from "node:readline/promises";
import { promptHidden, type Terminal } from "../../services/keystore/promptHidden.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

/** Asks for something that is not shown while it is typed. */
export async function askHidden(question: string, terminal: Terminal): Promise<string> {
  return (await promptHidden([question], terminal))[0]!;
}

/**
 * Asks yes or no; anything but a yes is a no.
 * @throws BaseError `PROMPT_ENDED` when the user gives up.
 */
export async function askYesNo(question: string, { input, output }: Terminal): Promise<boolean> {
  const lines = createInterface({ input, output });
  const closed = new Promise<never>((_, reject) =>
    lines.once("close", () => reject(new BaseError("PROMPT_ENDED", "Nothing was sent."))),
  );
  closed.catch(() => {});
  try {
    const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
