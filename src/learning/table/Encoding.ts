/** How the rows of a table become numbers; agreed by all owners from their sums. */
export type Encoding = {
  readonly label: number;
  /** Label spellings in class order. */
  readonly classes: readonly string[];
  readonly features: readonly FeatureEncoding[];
  /** Columns that are not used, and why. */
  readonly dropped: readonly { readonly name: string; readonly reason: string }[];
  /** Numbers per encoded row. */
  readonly width: number;
};

export type FeatureEncoding =
  | {
      readonly kind: "number";
      readonly column: number;
      readonly name: string;
      readonly mean: number;
      readonly deviation: number;
    }
  | { readonly kind: "category"; readonly column: number; readonly name: string; readonly values: readonly string[] };
