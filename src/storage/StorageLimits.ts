/** What one read or one write of a store may take. */
export type StorageLimits = {
  /** Largest content, bytes. */
  readonly maxBytes: number;
  /** Longest wait without a byte moving, milliseconds. */
  readonly timeoutMilliseconds: number;
  /** Longest time for the whole, milliseconds: a server that sends one byte a minute ends here. */
  readonly totalMilliseconds: number;
};

/** 1 GiB, a minute without a byte, half an hour altogether. */
export const DEFAULT_STORAGE_LIMITS: StorageLimits = {
  maxBytes: 1 << 30,
  timeoutMilliseconds: 60_000,
  totalMilliseconds: 1_800_000,
};
