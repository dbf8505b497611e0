import type { TransactionSigner } from "../../chain/TransactionSigner.ts";
import { createRemoteSigner } from "./createRemoteSigner.ts";
import { deriveSecret } from "./deriveSecret.ts";
import { openKeystore } from "./openKeystore.ts";
import type { SignerConfig } from "./signerSchema.ts";
import { walletSigner } from "./walletSigner.ts";

/**
 * Opens what signs: the key in a keystore, or a remote signer beside a keystore that secrets derive from. The key stays in a
 * closure: nothing that prints the signer shows it.
 * @throws KeyError when a keystore or its passphrase cannot be used.
 */
export async function openSigner(config: SignerConfig, request: typeof fetch = fetch): Promise<TransactionSigner> {
  if (config.kind === "rpc") {
    const { privateKey } = await openKeystore(config.secrets);
    const derive = (label: string) => deriveSecret(privateKey, label);
    return createRemoteSigner({ ...config, deriveSecret: derive, request });
  }
  return walletSigner(await openKeystore(config));
}
