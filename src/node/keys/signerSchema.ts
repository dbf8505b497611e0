import { getAddress, isAddress } from "ethers";
import { z } from "zod";

const keystoreShape = {
  keystore: z.string().min(1),
  passphraseFile: z.string().min(1).optional(),
  passphraseFd: z.int().min(0).optional(),
};

type Sources = { readonly passphraseFile?: string | undefined; readonly passphraseFd?: number | undefined };
const hasOneSource = (at: Sources) => (at.passphraseFile === undefined) !== (at.passphraseFd === undefined);
const oneSource = { error: "expected one of passphraseFile and passphraseFd", path: ["passphraseFile"] };

/**
 * Configuration of what signs: a keystore, or a remote signer beside a keystore that secrets derive from. There is no way to write
 * a key or a passphrase into it.
 */
export const signerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("keystore"), ...keystoreShape }).refine(hasOneSource, oneSource),
  z.strictObject({
    kind: z.literal("rpc"),
    url: z.string().refine(isPlainUrl, "expected an http or https URL without a user name"),
    method: z.enum(["eth_signTransaction", "account_signTransaction"]).default("eth_signTransaction"),
    address: z.string().refine(isAddress, "expected an address").transform(getAddress),
    secrets: z.strictObject(keystoreShape).refine(hasOneSource, oneSource),
  }),
]);

export type SignerConfig = z.output<typeof signerSchema>;

function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === "http:" || protocol === "https:") && username === "" && password === "";
}
