/** A line of a log as services write it: JSON with these fields, and others. */
export type LogEvent = {
  /** ISO 8601. */
  readonly time: string;
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
};
