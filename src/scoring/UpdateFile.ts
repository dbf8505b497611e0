import type { Transmission } from "../learning/compression/Transmission.ts";

/** An update as it was submitted. */
export type UpdateFile = {
  /** Bytes with the digest that the contributor revealed. */
  readonly bytes: Uint8Array;
  /** How they are written. */
  readonly transmission: Transmission;
};
