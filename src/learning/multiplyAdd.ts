import type { MatrixView } from "./MatrixView.ts";

/**
 * out += a · b, with a: rows × depth, b: depth × columns. Every element of `out` adds its products one after the other in
 * the order of depth, starting from what it holds: blocking changes which elements are worked on at a time and never the
 * order of one sum, so the bits do not depend on it. 2 × 4 sums at a time stay in registers and hide each other's latency.
 */
export function multiplyAdd(out: MatrixView, a: MatrixView, b: MatrixView): void {
  const { rows, columns } = out;
  const depth = a.columns;
  const blockRows = rows - (rows % 2);
  const blockColumns = columns - (columns % 4);
  for (let r = 0; r < blockRows; r += 2) {
    for (let c = 0; c < blockColumns; c += 4) addBlock(out, a, b, r, c, depth);
    for (let c = blockColumns; c < columns; c++) {
      addElement(out, a, b, r, c, depth);
      addElement(out, a, b, r + 1, c, depth);
    }
  }
  if (blockRows < rows) for (let c = 0; c < columns; c++) addElement(out, a, b, blockRows, c, depth);
}

function addBlock(out: MatrixView, a: MatrixView, b: MatrixView, row: number, column: number, depth: number): void {
  const x = a.data;
  const y = b.data;
  const z = out.data;
  const xStep = a.columnStride;
  const yStep = b.rowStride;
  let x0 = a.at + row * a.rowStride;
  let x1 = x0 + a.rowStride;
  let y0 = b.at + column * b.columnStride;
  let y1 = y0 + b.columnStride;
  let y2 = y1 + b.columnStride;
  let y3 = y2 + b.columnStride;
  const next = out.columnStride;
  const z0 = out.at + row * out.rowStride + column * next;
  const z1 = z0 + out.rowStride;
  let s00 = z[z0] as number;
  let s01 = z[z0 + next] as number;
  let s02 = z[z0 + 2 * next] as number;
  let s03 = z[z0 + 3 * next] as number;
  let s10 = z[z1] as number;
  let s11 = z[z1 + next] as number;
  let s12 = z[z1 + 2 * next] as number;
  let s13 = z[z1 + 3 * next] as number;
  for (let k = 0; k < depth; k++) {
    const u0 = x[x0] as number;
    const u1 = x[x1] as number;
    const v0 = y[y0] as number;
    const v1 = y[y1] as number;
    const v2 = y[y2] as number;
    const v3 = y[y3] as number;
    s00 += u0 * v0;
    s01 += u0 * v1;
    s02 += u0 * v2;
    s03 += u0 * v3;
    s10 += u1 * v0;
    s11 += u1 * v1;
    s12 += u1 * v2;
    s13 += u1 * v3;
    x0 += xStep;
    x1 += xStep;
    y0 += yStep;
    y1 += yStep;
    y2 += yStep;
    y3 += yStep;
  }
  z[z0] = s00;
  z[z0 + next] = s01;
  z[z0 + 2 * next] = s02;
  z[z0 + 3 * next] = s03;
  z[z1] = s10;
  z[z1 + next] = s11;
  z[z1 + 2 * next] = s12;
  z[z1 + 3 * next] = s13;
}

function addElement(out: MatrixView, a: MatrixView, b: MatrixView, row: number, column: number, depth: number): void {
  const x = a.data;
  const y = b.data;
  let xAt = a.at + row * a.rowStride;
  let yAt = b.at + column * b.columnStride;
  const at = out.at + row * out.rowStride + column * out.columnStride;
  let sum = out.data[at] as number;
  for (let k = 0; k < depth; k++) {
    sum += (x[xAt] as number) * (y[yAt] as number);
    xAt += a.columnStride;
    yAt += b.rowStride;
  }
  out.data[at] = sum;
}
