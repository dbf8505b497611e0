/** What an owner tells about its rows of one column: sums and the set of texts, never a row. */
export type ColumnSummary = {
  readonly numbers: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly texts: number;
  /** Distinct texts, or undefined once there are more than `MOST_TEXTS`. */
  readonly vocabulary: ReadonlySet<string> | undefined;
};

/** The sums of all owners add up: see `mergeSummaries`. */
export type TableSummary = {
  readonly names: readonly string[];
  readonly label: number;
  /** Columns that are no features, by index: the label, and for example the owner. */
  readonly ignored: readonly number[];
  readonly columns: readonly ColumnSummary[];
  /** Rows per label. */
  readonly labels: ReadonlyMap<string, number>;
};
