/** A transaction that a command would send. */
export type PlannedCall = {
  /** What it does, in words. */
  readonly label: string;
  readonly to: string;
  readonly data: string;
  /** Wei. */
  readonly value: bigint;
};
