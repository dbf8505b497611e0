import type { SealedCopy } from "./sealedUpdatesOf.ts";

/** A key that updates were sealed to, from the block in which its oracle published it. */
export type PublishedKey = { readonly key: string; readonly block: number };

/** An update as an opening record states it. */
export type OpenedUpdate = {
  readonly contributor: string;
  /** SHA-256 of the update (safetensors), as committed to and revealed on chain. */
  readonly updateDigest: string;
  /** Its sealed copies; `recipients` is the number of keys in the age header, null when the file could not be read. */
  readonly copies: readonly (Omit<SealedCopy, "index"> & { readonly recipients: number | null })[];
  /** The author of the record opened one of the copies: its word. */
  readonly isOpened: boolean;
  /** The update itself was in the store, for everyone. */
  readonly isPublic: boolean;
};

/** What was sealed to whom in a round, what one member opened, and what is public: a JSON file named by its digest. */
export type OpeningRecord = {
  readonly format: "commonweights.opening.v1";
  /** In decimals. */
  readonly roundId: string;
  /** The member whose record this is. */
  readonly oracle: string;
  /** The members and the keys they had published by the last announcement. */
  readonly committee: readonly { readonly oracle: string; readonly keys: readonly PublishedKey[] }[];
  /** By position. */
  readonly updates: readonly OpenedUpdate[];
};
