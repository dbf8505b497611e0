import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { isUsableKey } from "./isUsableKey.ts";
import { SealingError } from "./SealingError.ts";

/**
 * Publishes the X25519 public key that updates are sealed to for the caller from now on.
 * @throws SealingError `KEY_INVALID` when nothing can be sealed to it.
 */
export async function publishOracleKey(client: Client, { key }: { readonly key: string }): Promise<void> {
  if (!(await isUsableKey(key))) {
    throw new SealingError("KEY_INVALID", `Nothing can be sealed to ${key}.`, "Publish a key that age-keygen made.");
  }
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  await send(client, sealing, "KeyPublished", () => sealing.publishKey(key));
}
