import { expect } from "chai";
import { quantitiesIn } from "../../../src/chain/quantitiesIn.ts";

describe("quantitiesIn", () => {
  it("gives what is a quantity, smallest first, and nothing else", () => {
    const results = ["0xff", "0x0A", null, 7, {}, "255", "", "0x", "0x-1", `0x${"f".repeat(65)}`, "0x2", ["0x1"]];
    const answers = results.map((result) => ({ answer: { result: result as unknown } }));
    const refusal = { answer: { error: { code: -32601, message: "0x1" } } };
    expect(quantitiesIn([refusal, ...answers])).to.deep.equal([2n, 10n, 255n]);
    expect(quantitiesIn([refusal])).to.deep.equal([]);
  });
});
