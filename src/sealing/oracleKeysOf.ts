import { ZeroHash } from "ethers";
import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { committeeOf } from "../scoring/committeeOf.ts";
import { isUsableKey } from "./isUsableKey.ts";

/** A member of a round's committee and the key that updates are sealed to for it. */
export type OracleKey = {
  readonly oracle: string;
  readonly stake: bigint;
  /** X25519 public key; undefined when the oracle published none, or one that nothing can be sealed to. */
  readonly key: string | undefined;
};

/** The keys of a round's committee, by seat. The committee is known from the last day of Commit on. */
export async function oracleKeysOf(client: Client, { roundId }: { readonly roundId: bigint }): Promise<OracleKey[]> {
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  const members = await committeeOf(client, { roundId });
  return Promise.all(
    members.map(async ({ oracle, stake }) => {
      const key = await read(sealing.keyOf(oracle));
      return { oracle, stake, key: key !== ZeroHash && (await isUsableKey(key)) ? key : undefined };
    }),
  );
}
