import type { TransactionLike } from "ethers";

/** Holds a key, and does with it the two things that a service needs. */
export type TransactionSigner = {
  /** EIP-55. */
  readonly address: string;
  /** The raw signed bytes of a complete transaction (nonce, fees, gas and chain id given), `0x…`. */
  sign(transaction: TransactionLike): Promise<string>;
  /** 32 bytes that follow from the key and the label alone (HKDF-SHA256), so that a process that lost its state derives them again. */
  deriveSecret(label: string): Promise<Uint8Array>;
};
