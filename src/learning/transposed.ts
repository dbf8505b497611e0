import type { MatrixView } from "./MatrixView.ts";

/** The same numbers with rows and columns exchanged. */
export function transposed({ data, at, rows, columns, rowStride, columnStride }: MatrixView): MatrixView {
  return { data, at, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride };
}
