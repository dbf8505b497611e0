/** Something that scoring asks of updates, of each on its own; `parameters` is the length that an update must have. */
export type UpdateQuestion =
  /** Its length, its product with `direction`, and its sketch. */
  | { readonly kind: "measure"; readonly parameters: number; readonly direction: Float64Array; readonly seed: number }
  /** Its sketch alone, see `createSketch`; `seed` unsigned 32 bits. */
  | { readonly kind: "sketch"; readonly parameters: number; readonly seed: number }
  /** Its product with `direction`. */
  | { readonly kind: "project"; readonly parameters: number; readonly direction: Float64Array }
  /** The update itself. */
  | { readonly kind: "read"; readonly parameters: number };

/**
 * What an update answers: why it is unusable, or numbers. `measure`: length, product, then the sketch; `sketch`: the
 * sketch; `project`: the product; `read`: the update.
 */
export type UpdateAnswer =
  | { readonly defect: string; readonly numbers?: never }
  | { readonly defect?: never; readonly numbers: Float64Array };
