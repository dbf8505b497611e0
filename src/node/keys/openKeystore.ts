import { readFile } from "node:fs/promises";
import { decryptKeystoreJson, isError, isKeystoreJson, Wallet } from "ethers";
import { KeyError } from "./KeyError.ts";
import { type PassphraseSource, readPassphrase } from "./readPassphrase.ts";

/** An encrypted key file (version 3, as ethers, geth and Foundry write it), and what opens it. */
export type KeystoreConfig = PassphraseSource & { readonly keystore: string };

/**
 * Decrypts a keystore. The wallet holds the key: keep it in a closure, and hand out what it does.
 * @throws KeyError `KEYSTORE_UNREADABLE`, `PASSPHRASE_WRONG`, `SECRET_…`.
 */
export async function openKeystore({ keystore, ...source }: KeystoreConfig): Promise<Wallet> {
  const json = await readKeystore(keystore);
  return decrypt(keystore, json, await readPassphrase(source));
}

/** Like {@link openKeystore}, with a passphrase that was typed. */
export async function unlockKeystore(keystore: string, passphrase: string): Promise<Wallet> {
  return decrypt(keystore, await readKeystore(keystore), passphrase);
}

async function decrypt(keystore: string, json: string, passphrase: string): Promise<Wallet> {
  try {
    return new Wallet((await decryptKeystoreJson(json, passphrase)).privateKey);
  } catch (error) {
    if (isError(error, "INVALID_ARGUMENT") && error.argument === "password") {
      throw new KeyError(
        "PASSPHRASE_WRONG",
        `The passphrase does not open ${keystore}.`,
        "Give the passphrase that the keystore was made with.",
      );
    }
    throw unreadable(`${keystore} is not a keystore that can be decrypted.`);
  }
}

async function readKeystore(path: string): Promise<string> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(`The keystore ${path} cannot be opened (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (!isKeystoreJson(json)) throw unreadable(`${path} is not an encrypted keystore.`);
  return json;
}

function unreadable(message: string): KeyError {
  return new KeyError(
    "KEYSTORE_UNREADABLE",
    message,
    "Name a JSON keystore, version 3. A key that is not encrypted is never accepted: make a keystore of it first.",
  );
}
