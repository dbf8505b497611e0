import type { Encoding } from "../../../src/learning/table/Encoding.ts";

/** Where the owner's rows are, and how they become numbers. */
export type ExamplesSource =
  | {
      readonly kind: "csv";
      readonly path: string;
      /** Name of the label's column, or its 0-based position when no column has that name. */
      readonly label: string;
      readonly encoding: Encoding;
    }
  | { readonly kind: "examples"; readonly path: string };
