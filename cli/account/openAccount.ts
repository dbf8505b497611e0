import type { TransactionSigner } from "../../src/chain/TransactionSigner.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { createRemoteSigner } from "../../src/node/keys/createRemoteSigner.ts";
import { KeyError } from "../../src/node/keys/KeyError.ts";
import { unlockKeystore } from "../../src/node/keys/openKeystore.ts";
import { readPassphrase } from "../../src/node/keys/readPassphrase.ts";
import { walletSigner } from "../../src/node/keys/walletSigner.ts";
import type { Account } from "./Account.ts";

export type OpenAccountParameters = {
  readonly passphraseFile?: string | undefined;
  readonly passphraseFd?: number | undefined;
  /** A signer that signs for the account. */
  readonly signerRpc?: string | undefined;
  /** Of the network. */
  readonly node: string;
  /** Asks for a passphrase at the terminal. */
  readonly ask: (question: string) => Promise<string>;
};

/**
 * Opens what signs for an account.
 * @throws KeyError when a keystore or its passphrase cannot be used, or when there is no key.
 */
export async function openAccount(account: Account, parameters: OpenAccountParameters): Promise<TransactionSigner> {
  const { passphraseFile, passphraseFd, signerRpc, node, ask } = parameters;
  const { source, name, address } = account;
  if (signerRpc !== undefined || source.kind === "node") {
    return createRemoteSigner({
      url: signerRpc ?? node,
      method: "eth_signTransaction",
      address: requireAddress(account),
      deriveSecret: async () => {
        throw new KeyError("SIGNER_WITHOUT_SECRETS", "A signer gives no secrets.", "Use a keystore for this command.");
      },
      request: fetch,
    });
  }
  if (source.kind === "none") {
    throw new KeyError(
      "KEY_MISSING",
      `There is no key of ${address} here.`,
      "Name its keystore with --account, or its signer with --signer-rpc; --calldata needs no key.",
    );
  }
  const isTyped = passphraseFile === undefined && passphraseFd === undefined;
  const passphrase = isTyped
    ? await ask(`Passphrase of ${name}: `)
    : await readPassphrase({ passphraseFile, passphraseFd });
  return walletSigner(await unlockKeystore(source.path, passphrase));
}

/** @throws BaseError `ADDRESS_UNKNOWN` for a keystore that does not say whose it is. */
export function requireAddress({ address, name }: Account): string {
  if (address !== undefined) return address;
  throw new BaseError("ADDRESS_UNKNOWN", `The keystore of "${name}" does not say which account it is of.`, {
    remedy: "Name the account by its address, or import the keystore once: commonweights account import FILE",
  });
}
