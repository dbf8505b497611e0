import { expect } from "chai";
import { percentOf } from "../../../src/verification/percentOf.ts";

describe("percentOf", () => {
  const cases: readonly [part: bigint, whole: bigint, text: string][] = [
    [0n, 3n, "0.00 %"],
    [1n, 3n, "33.33 %"],
    [2n, 3n, "66.67 %"],
    [1n, 20_000n, "0.01 %"],
    [1n, 20_001n, "0.00 %"],
    [942_866_558n, 1_000_000_000n, "94.29 %"],
    [5n * 10n ** 40n, 5n * 10n ** 40n, "100.00 %"],
  ];
  for (const [part, whole, text] of cases) {
    it(`writes ${part} of ${whole} as ${text}`, () => {
      expect(percentOf(part, whole)).to.equal(text);
    });
  }
});
