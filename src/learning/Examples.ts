/** Labelled rows: `features` is row-major, rows × width, standardised; `labels` holds one class index per row. */
export type Examples = {
  readonly width: number;
  readonly features: Float64Array;
  readonly labels: Uint32Array;
};
