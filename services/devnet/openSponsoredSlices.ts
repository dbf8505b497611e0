import { openSlices } from "../../src/training/openSlices.ts";
import type { DevWorld } from "./DevWorld.ts";
import type { SponsoredRound } from "./SponsoredRound.ts";

/** Puts the slices of a round into the store and opens them; the round has to be in Opening. */
export async function openSponsoredSlices(
  { store, sponsor }: DevWorld,
  { roundId, slices, sliceFiles }: SponsoredRound,
): Promise<void> {
  for (const file of sliceFiles) await store.put(file);
  await openSlices(sponsor.client, { roundId, slices });
}
