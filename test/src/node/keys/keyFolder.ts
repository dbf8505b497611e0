import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encryptKeystoreJson, Wallet } from "ethers";

/** Planted, and searched for in whatever comes out. */
export const SECRETS = {
  privateKey: "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d",
  passphrase: "planted-passphrase-Zq9",
} as const;

export const ADDRESS = new Wallet(SECRETS.privateKey).address;

/** A folder with the planted key in a keystore, and its passphrase. */
export async function keyFolder() {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-keys-"));
  const keystore = join(folder, "key.json");
  const passphraseFile = join(folder, "passphrase");
  // Cheap to open: what is tested is not how long a guess takes.
  const scrypt = { N: 2, r: 1, p: 1 };
  const account = { address: ADDRESS, privateKey: SECRETS.privateKey };
  await writeFile(keystore, await encryptKeystoreJson(account, SECRETS.passphrase, { scrypt }));
  await writeFile(passphraseFile, `${SECRETS.passphrase}\n`, { mode: 0o600 });
  return {
    folder,
    keystore,
    passphraseFile,
    /** Writes a file of that mode, whatever the umask, and resolves to its path. */
    async write(name: string, text: string, mode = 0o600): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, text);
      await chmod(path, mode);
      return path;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

export type KeyFolder = Awaited<ReturnType<typeof keyFolder>>;
