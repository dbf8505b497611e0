/** Where bytes live, named by what they are. */
export type ContentStore = {
  /** Keeps bytes and resolves to their SHA-256, `0x` and 64 hexadecimal digits. */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * Resolves to the bytes of a digest, checked against it.
   * @throws StorageError `CONTENT_MISSING` when the store does not have them, `CONTENT_CORRUPT` when they are not what the
   * digest says.
   */
  get(digest: string): Promise<Uint8Array>;
};
