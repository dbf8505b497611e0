import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { keysOfIdentities } from "./keysOfIdentities.ts";
import { SealingError } from "./SealingError.ts";

/**
 * Checks that an oracle holds the identity of the key it published. With another one it would open nothing, score everybody
 * zero, and lose its fee without a word.
 * @throws SealingError `KEY_NOT_PUBLISHED`.
 */
export async function requireOwnKey(client: Client, oracle: string, identities: readonly string[]): Promise<void> {
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  const key = await read(sealing.keyOf(oracle));
  if ((await keysOfIdentities(identities)).includes(key)) return;
  throw new SealingError(
    "KEY_NOT_PUBLISHED",
    `Oracle ${oracle} published the key ${key}, and none of the identities given belongs to it.`,
    "Give the identity of that key, or publish the key of this identity.",
  );
}
