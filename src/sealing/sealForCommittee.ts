import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { oracleKeysOf } from "./oracleKeysOf.ts";
import { SealingError } from "./SealingError.ts";
import { sealUpdate } from "./sealUpdate.ts";

export type SealForCommitteeParameters = {
  /** Identifier of the round. */
  readonly roundId: bigint;
  /** The update (safetensors). */
  readonly bytes: Uint8Array;
};

/**
 * Seals an update to every member that has a key, stores the age file and resolves to its SHA-256. A member without a key
 * only harms itself, as long as those with one decide: they must hold more than half of the committee's stake.
 * @throws SealingError `ORACLE_KEYS_MISSING`, naming those without one, when they do not.
 */
export async function sealForCommittee(
  client: Client,
  store: ContentStore,
  { roundId, bytes }: SealForCommitteeParameters,
): Promise<string> {
  const members = await oracleKeysOf(client, { roundId });
  const keyed = members.filter(({ key }) => key !== undefined);
  if (2n * stakeOf(keyed) <= stakeOf(members)) {
    const missing = members.filter(({ key }) => key === undefined).map(({ oracle }) => oracle);
    throw new SealingError(
      "ORACLE_KEYS_MISSING",
      `Nobody could be paid in round ${roundId}: no usable key of ${missing.join(", ") || "any oracle"}.`,
      "Ask them to publish their keys before the end of Reveal.",
    );
  }
  return store.put(await sealUpdate({ bytes, keys: keyed.map(({ key }) => key as string) }));
}

function stakeOf(members: readonly { readonly stake: bigint }[]): bigint {
  return members.reduce((sum, { stake }) => sum + stake, 0n);
}
