import { Encrypter } from "age-encryption";
import { recipientOf } from "./recipientOf.ts";

/** Something can be sealed to this key. The few points of small order cannot: everybody would know their secret. */
export async function isUsableKey(key: string): Promise<boolean> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipientOf(key));
  try {
    await encrypter.encrypt(new Uint8Array(0));
    return true;
  } catch {
    return false;
  }
}
