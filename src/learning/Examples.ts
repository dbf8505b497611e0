/** Labelled rows: `features` is row-major, rows × width, standardised; `labels` holds one class index per row. */
export type Examples = {
  readonly width: number;
  readonly features: Float64Array;
  /** One per row, because its length is the number of rows; all 0 where `targets` are given. */
  readonly labels: Uint32Array;
  /** What a network with squared loss is to predict, row-major, rows × outputs. */
  readonly targets?: Float64Array;
};
