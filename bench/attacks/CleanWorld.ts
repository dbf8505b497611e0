import type { LabWorld } from "../worlds/LabWorld.ts";
import type { HonestUpdates } from "./createHonestUpdates.ts";
import type { PlayedWorld } from "./playWorld.ts";

/** A world and what happens in it when everybody is honest. */
export type CleanWorld = {
  readonly world: LabWorld;
  readonly honestUpdates: HonestUpdates;
  readonly clean: PlayedWorld;
};
