/** Where bytes live, named by what they are. */
export type ContentStore = {
  /** Keeps bytes and resolves to their SHA-256, `0x` and 64 hexadecimal digits. */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * Resolves to the bytes of a digest, checked against it.
   * @throws StorageError `CONTENT_MISSING` when the store does not have them, `CONTENT_CORRUPT` when they are not what the
   * digest says, and `CONTENT_TOO_LARGE` when they are more than it reads. Any other error says nothing about the content: a
   * RetryableError is a store that did not answer, a BaseError `STORE_REFUSED` one that is set up wrongly.
   */
  get(digest: string): Promise<Uint8Array>;
};
