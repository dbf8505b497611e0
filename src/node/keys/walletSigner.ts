import type { Wallet } from "ethers";
import type { TransactionSigner } from "../../chain/TransactionSigner.ts";
import { completeTransaction } from "./completeTransaction.ts";
import { deriveSecret } from "./deriveSecret.ts";

/** Signs with a wallet's key, which stays in a closure: nothing that prints the signer shows it. */
export function walletSigner({ address, privateKey, signingKey }: Wallet): TransactionSigner {
  return {
    address,
    async sign(transaction) {
      const complete = completeTransaction(transaction, address);
      complete.signature = signingKey.sign(complete.unsignedHash);
      return complete.serialized;
    },
    deriveSecret: (label) => deriveSecret(privateKey, label),
  };
}
