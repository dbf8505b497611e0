/** A table as text: every cell trimmed, a missing one undefined. */
export type Table = {
  /** One name per column; "column 0", "column 1" … when the text has no header row. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly rows: readonly (readonly (string | undefined)[])[];
};
