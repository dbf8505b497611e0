import { expect } from "chai";

/** What people read has at most 80 columns. */
export function expectNarrow(text: string): void {
  expect(text.split("\n").filter((line) => line.length > 80)).to.deep.equal([]);
}
