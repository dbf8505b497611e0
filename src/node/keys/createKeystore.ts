import { open } from "node:fs/promises";
import { encryptKeystoreJson, Wallet } from "ethers";
import { KeyError } from "./KeyError.ts";

export type CreateKeystoreParameters = {
  /** Where; nothing may be there yet. */
  readonly path: string;
  readonly passphrase: string;
};

/** Work of one guess at the passphrase: 128 MiB of memory and about a second. */
const SCRYPT_N = 2 ** 17;
const LEAST_CHARACTERS = 12;

/**
 * Makes a new key, writes it encrypted into a new file that only its owner can read, and resolves to its address.
 * @throws KeyError `PASSPHRASE_SHORT`, `KEYSTORE_UNWRITABLE`: an existing file is never written over.
 */
export async function createKeystore({ path, passphrase }: CreateKeystoreParameters): Promise<string> {
  if (passphrase.length < LEAST_CHARACTERS) {
    throw new KeyError(
      "PASSPHRASE_SHORT",
      `The passphrase has fewer than ${LEAST_CHARACTERS} characters.`,
      "Whoever copies the file can try passphrases for years: let a password manager make one.",
    );
  }
  const wallet = Wallet.createRandom();
  const { address, privateKey } = wallet;
  const json = await encryptKeystoreJson({ address, privateKey }, passphrase, {
    scrypt: { N: SCRYPT_N, r: 8, p: 1 },
  });
  // Foundry knows the field by its name in the standard only.
  await writeNew(path, `${json.replace('"Crypto"', '"crypto"')}\n`);
  return address;
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyError(
      "KEYSTORE_UNWRITABLE",
      code === "EEXIST" ? `There is a file at ${path} already.` : `${path} cannot be written (${code}).`,
      "Name a new file: a key that is written over is lost, and what its account owns with it.",
    );
  }
}
