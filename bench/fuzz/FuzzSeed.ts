import type { Transmission } from "../../src/learning/compression/Transmission.ts";

/** A valid file to start from, and how an update of this kind is read. */
export type FuzzSeed = {
  readonly bytes: Uint8Array;
  readonly parameters: number;
  readonly transmission: Transmission;
};
