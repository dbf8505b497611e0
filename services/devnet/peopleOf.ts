import type { DevActor, DevWorld } from "./DevWorld.ts";

/** Everybody on a devnet. */
export function peopleOf(world: DevWorld): readonly DevActor[] {
  const { treasury, sponsor, members, contributors, oracles, guest, users } = world;
  return [treasury, sponsor, ...members, ...contributors, ...oracles, guest, users.alice, users.bob, users.carol];
}
