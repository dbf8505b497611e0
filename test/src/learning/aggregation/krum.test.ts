import { expect } from "chai";
import { krum } from "../../../../src/learning/aggregation/krum.ts";
import { krumScores } from "../../../../src/learning/aggregation/krumScores.ts";
import { multiKrum } from "../../../../src/learning/aggregation/multiKrum.ts";
import { line, thrownBy } from "./rules.ts";

const updates = line(0, 1, 3, 7, 100);

describe("krumScores", () => {
  describe("given five updates, one of them byzantine", () => {
    it("adds the squared distances to the two nearest others", () => {
      expect([...krumScores(updates, 1)]).to.deep.equal([1 + 9, 1 + 4, 4 + 9, 16 + 36, 93 * 93 + 97 * 97]);
    });
  });

  describe("given two equal updates", () => {
    it("counts the other one at distance 0", () => {
      expect([...krumScores(line(5, 5, 6, 9, 9), 1)]).to.deep.equal([0 + 1, 0 + 1, 1 + 1, 0 + 9, 0 + 9]);
    });
  });
});

describe("krum", () => {
  it("is the update with the lowest score", () => {
    expect([...krum(1)(updates)]).to.deep.equal([1]);
  });

  describe("when two updates have the lowest score", () => {
    it("takes the one that sorts first, wherever it stands", () => {
      expect([...krum(0)(line(4, 3, 2, 1))]).to.deep.equal([2]);
      expect([...krum(0)(line(1, 2, 3, 4))]).to.deep.equal([2]);
    });
  });
});

describe("multiKrum", () => {
  it("is the mean of the n − f updates with the lowest scores", () => {
    expect([...multiKrum(1)(updates)]).to.deep.equal([(0 + 1 + 3 + 7) / 4]);
  });
});

for (const [name, make] of Object.entries({ krum, multiKrum })) {
  describe(name, () => {
    describe("given no more than 2f + 2 updates", () => {
      it("throws AGGREGATION_TOO_FEW", () => {
        expect(thrownBy(() => make(2)(line(1, 2, 3, 4, 5, 6)))).to.have.property("code", "AGGREGATION_TOO_FEW");
        expect(make(2)(line(1, 2, 3, 4, 5, 6, 7))).to.have.length(1);
      });
    });

    describe("when f is not a whole number", () => {
      it("throws AGGREGATION_PARAMETER", () => {
        expect(thrownBy(() => make(1.5))).to.have.property("code", "AGGREGATION_PARAMETER");
      });
    });
  });
}
