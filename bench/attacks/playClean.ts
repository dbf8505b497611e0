import type { LabWorld } from "../worlds/LabWorld.ts";
import type { CleanWorld } from "./CleanWorld.ts";
import { createHonestUpdates } from "./createHonestUpdates.ts";
import { playWorld } from "./playWorld.ts";

/** Plays a world in which everybody is honest. */
export function playClean(world: LabWorld): CleanWorld {
  const honestUpdates = createHonestUpdates(world);
  return { world, honestUpdates, clean: playWorld(world, new Map(), honestUpdates) };
}
