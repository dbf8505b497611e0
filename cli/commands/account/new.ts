import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { createKeystore } from "../../../src/node/keys/createKeystore.ts";
import { readPassphrase } from "../../../src/node/keys/readPassphrase.ts";
import type { Answer } from "../../Answer.ts";
import { requireAccountName } from "../../account/requireAccountName.ts";
import type { Context } from "../../Context.ts";

export type NewInput = { readonly name: string; readonly passphraseFile?: string; readonly passphraseFd?: number };

export async function run(context: Context, { name, passphraseFile, passphraseFd }: NewInput): Promise<Answer> {
  requireAccountName(name);
  const folder = join(context.home, "keys");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${name}.json`);
  const isTyped = passphraseFile === undefined && passphraseFd === undefined;
  const passphrase = isTyped ? await typeTwice(context) : await readPassphrase({ passphraseFile, passphraseFd });
  const address = await createKeystore({ path, passphrase });
  return {
    data: { name, address, path },
    text: () => address,
    next: [`account use ${name}`, `account show ${name}`],
  };
}

async function typeTwice({ askHidden }: Context): Promise<string> {
  const first = await askHidden("Passphrase: ");
  if (first === (await askHidden("Again: "))) return first;
  throw new BaseError("PASSPHRASES_DIFFER", "The two passphrases differ.", {
    remedy: "Start again; nothing was made.",
  });
}
