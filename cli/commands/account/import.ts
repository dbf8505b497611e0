import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { unlockKeystore } from "../../../src/node/keys/openKeystore.ts";
import { readPassphrase } from "../../../src/node/keys/readPassphrase.ts";
import type { Answer } from "../../Answer.ts";
import { requireAccountName } from "../../account/requireAccountName.ts";
import type { Context } from "../../Context.ts";

export type ImportInput = {
  readonly file: string;
  readonly name?: string;
  readonly passphraseFile?: string;
  readonly passphraseFd?: number;
};

export async function run(context: Context, input: ImportInput): Promise<Answer> {
  const { file, passphraseFile, passphraseFd } = input;
  const name = input.name ?? basename(file).replace(/\.json$/, "");
  requireAccountName(name);
  const isTyped = passphraseFile === undefined && passphraseFd === undefined;
  const passphrase = isTyped
    ? await context.askHidden(`Passphrase of ${file}: `)
    : await readPassphrase({ passphraseFile, passphraseFd });
  const { address } = await unlockKeystore(file, passphrase);
  const keystore = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
  const folder = join(context.home, "keys");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.json`);
  // Foundry leaves the address out; with it, reads about the account need no passphrase.
  const text = JSON.stringify({ ...keystore, address: address.slice(2).toLowerCase() });
  try {
    await writeFile(path, `${text}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause;
    throw new BaseError("KEYSTORE_UNWRITABLE", `There is an account called "${name}" already.`, {
      remedy: "Give another --name: a key that is written over is lost.",
    });
  }
  return { data: { name, address, path }, text: () => address, next: [`account use ${name}`, `account show ${name}`] };
}
