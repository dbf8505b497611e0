import { close, read } from "node:fs";
import { promisify } from "node:util";
import { KeyError } from "./KeyError.ts";
import { readSecret } from "./readSecret.ts";
import { readSecretFile } from "./readSecretFile.ts";

/** Where a passphrase comes from: one of the two. Never a value, an argument or the environment, which others can see. */
export type PassphraseSource = {
  /** File that only its owner can read. */
  readonly passphraseFile?: string | undefined;
  /** Number of an open file descriptor, which is read to its end and closed. */
  readonly passphraseFd?: number | undefined;
};

/**
 * Reads a passphrase from its source.
 * @throws KeyError `PASSPHRASE_SOURCE` when neither or both are given, `SECRET_…` when what is named cannot be read.
 */
export async function readPassphrase({ passphraseFile, passphraseFd }: PassphraseSource): Promise<string> {
  if (passphraseFile !== undefined && passphraseFd === undefined) return readSecretFile(passphraseFile);
  if (passphraseFd !== undefined && passphraseFile === undefined) return readDescriptor(passphraseFd);
  throw new KeyError("PASSPHRASE_SOURCE", "A passphrase has one source.", "Give a file, or a file descriptor.");
}

async function readDescriptor(fd: number): Promise<string> {
  const name = `File descriptor ${fd}`;
  try {
    const readInto = async (buffer: Buffer, offset: number) =>
      (await promisify(read)(fd, buffer, offset, buffer.length - offset, null)).bytesRead;
    const secret = await readSecret(name, readInto);
    await promisify(close)(fd);
    return secret;
  } catch (error) {
    if (error instanceof KeyError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new KeyError("SECRET_UNREADABLE", `${name} cannot be read (${code}).`, "Open it: COMMAND 3< FILE");
  }
}
