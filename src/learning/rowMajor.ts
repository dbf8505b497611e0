import type { MatrixView } from "./MatrixView.ts";

/** The rows × columns numbers of `data` from `at` on, row after row. */
export function rowMajor(data: Float64Array, at: number, rows: number, columns: number): MatrixView {
  return { data, at, rows, columns, rowStride: columns, columnStride: 1 };
}
