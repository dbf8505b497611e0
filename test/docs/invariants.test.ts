import { readdir, readFile } from "node:fs/promises";
import { expect } from "chai";

const root = new URL("../../", import.meta.url);

/** Text of every test but this one. */
async function testTexts(): Promise<string[]> {
  const files = await readdir(new URL("test/", root), { recursive: true });
  const tests = files.filter((file) => /\.(test\.ts|t\.sol)$/.test(file) && !file.endsWith("invariants.test.ts"));
  return Promise.all(tests.map((file) => readFile(new URL(`test/${file}`, root), "utf8")));
}

describe("docs/invariants.md", () => {
  it("has a test that names each number", async () => {
    const text = await readFile(new URL("docs/invariants.md", root), "utf8");
    const numbers = [...text.matchAll(/^- ([A-Z]{3}-\d+):/gm)].map(([, number]) => number!);
    expect(numbers).to.have.length.above(30);
    const tests = await testTexts();
    // Solidity names cannot hold a hyphen.
    const isNamed = (number: string) =>
      tests.some((test) => new RegExp(`${number.replace("-", "-?")}(?!\\d)`).test(test));
    expect(numbers.filter((number) => !isNamed(number))).to.deep.equal([]);
  });
});
