import { expect } from "chai";
import fc from "fast-check";
import { decodeAnswers } from "../../../../src/node/scoring/decodeAnswers.ts";
import { encodeAnswers } from "../../../../src/node/scoring/encodeAnswers.ts";
import type { UpdateAnswer } from "../../../../src/scoring/UpdateQuestion.ts";

const answers = fc.array(
  fc.oneof(
    fc.record({ defect: fc.string() }),
    fc.record({ numbers: fc.float64Array({ maxLength: 20 }) }),
  ) as fc.Arbitrary<UpdateAnswer>,
  { maxLength: 80 },
);

describe("encodeAnswers", () => {
  describe("given any answers", () => {
    it("is read back to the bit by decodeAnswers, −0 and what is not a number included", () => {
      fc.assert(
        fc.property(answers, (given) => {
          const bitsOf = (list: readonly UpdateAnswer[]) =>
            list.map(
              ({ defect, numbers }) => defect ?? Buffer.from(new Uint8Array(numbers!.slice().buffer)).toString("hex"),
            );
          expect(bitsOf(decodeAnswers(encodeAnswers(given), given.length))).to.deep.equal(bitsOf(given));
        }),
        { seed: 1 },
      );
    });
  });

  describe("when the answers are about another number of files", () => {
    it("throws SCORING_ANSWER_INVALID", () => {
      const bytes = encodeAnswers([{ defect: "none" }, { numbers: Float64Array.of(1) }]);
      for (const count of [0, 1, 3]) {
        expect(() => decodeAnswers(bytes, count))
          .to.throw(/not about/)
          .with.property("code", "SCORING_ANSWER_INVALID");
      }
    });
  });
});
