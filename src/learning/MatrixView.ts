/** A matrix inside an array: element (r, c) is data[at + r · rowStride + c · columnStride]; swapped strides transpose. */
export type MatrixView = {
  readonly data: Float64Array;
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
};
