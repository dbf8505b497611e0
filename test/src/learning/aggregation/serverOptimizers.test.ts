import { expect } from "chai";
import { fedAdam } from "../../../../src/learning/aggregation/fedAdam.ts";
import { fedAvgM } from "../../../../src/learning/aggregation/fedAvgM.ts";
import { fedYogi } from "../../../../src/learning/aggregation/fedYogi.ts";
import { thrownBy } from "./rules.ts";

const adaptive = { learningRate: 12, beta1: 0.5, beta2: 0.5 };

describe("fedAvgM", () => {
  describe("when two rounds follow each other", () => {
    it("adds half of the first round's step to the second's", () => {
      const optimizer = fedAvgM({ learningRate: 2, momentum: 0.5 });
      const first = optimizer(Float64Array.of(1, -4));
      expect([...first.change]).to.deep.equal([2, -8]);
      const second = optimizer(Float64Array.of(3, 0), first.state);
      expect([...second.change]).to.deep.equal([7, -4]);
      expect([...second.state]).to.deep.equal([3.5, -2]);
    });

    it("looks one step ahead with Nesterov's momentum", () => {
      const optimizer = fedAvgM({ learningRate: 2, momentum: 0.5, isNesterov: true });
      const first = optimizer(Float64Array.of(1));
      expect([...first.change]).to.deep.equal([2 * (1 + 0.5 * 1)]);
      const second = optimizer(Float64Array.of(3), first.state);
      expect([...second.change]).to.deep.equal([2 * (3 + 0.5 * 3.5)]);
    });
  });

  describe("when it has no momentum", () => {
    it("applies the aggregate", () => {
      expect([...fedAvgM({ momentum: 0 })(Float64Array.of(1, -4), Float64Array.of(9, 9)).change]).to.deep.equal([
        1, -4,
      ]);
    });
  });
});

describe("fedAdam", () => {
  describe("when two rounds follow each other", () => {
    it("divides the mean by the root of the mean square", () => {
      const optimizer = fedAdam({ ...adaptive, adaptivity: 7 });
      // v: 49 → (49 + 1) / 2 = 25 → (25 + 73) / 2 = 49, with √73 not being a double.
      const first = optimizer(Float64Array.of(1));
      expect([...first.change]).to.deep.equal([(12 * 0.5) / (5 + 7)]);
      expect([...first.state.second]).to.deep.equal([25]);
      const second = optimizer(Float64Array.of(Math.sqrt(73)), first.state);
      expect(second.change[0]).to.be.closeTo((12 * (0.25 + Math.sqrt(73) / 2)) / (7 + 7), 1e-14);
      expect(second.state.first[0]).to.be.closeTo(0.25 + Math.sqrt(73) / 2, 1e-14);
    });
  });
});

describe("fedYogi", () => {
  describe("when an aggregate is large and the next one small", () => {
    it("moves the mean square up and down by a part of the new square", () => {
      const optimizer = fedYogi({ ...adaptive, adaptivity: 1 });
      // v: 1 → 1 + 16 / 2 = 9 → 9 − 4 / 2 = 7.
      const first = optimizer(Float64Array.of(4));
      expect([...first.change]).to.deep.equal([(12 * 2) / (3 + 1)]);
      const second = optimizer(Float64Array.of(2), first.state);
      expect(second.change[0]).to.be.closeTo((12 * 2) / (Math.sqrt(7) + 1), 1e-14);
      expect([...second.state.second]).to.deep.equal([7]);
    });
  });

  describe("when the mean square equals the new square", () => {
    it("leaves it", () => {
      const state = { first: Float64Array.of(0), second: Float64Array.of(9) };
      expect([...fedYogi(adaptive)(Float64Array.of(-3), state).state.second]).to.deep.equal([9]);
    });
  });
});

for (const [name, optimizer] of Object.entries({ fedAdam, fedYogi })) {
  describe(name, () => {
    describe("when it starts", () => {
      it("has no mean, and the square of the adaptivity as mean square", () => {
        const { state } = optimizer({ beta1: 0.9, beta2: 0.99, adaptivity: 0.5 })(Float64Array.of(0.5));
        expect(state.first[0]).to.be.closeTo(0.05, 1e-15);
        expect(state.second[0]).to.be.closeTo(0.25, 1e-15);
      });
    });

    it("leaves the state that it was given as it was", () => {
      const state = { first: Float64Array.of(1), second: Float64Array.of(2) };
      optimizer()(Float64Array.of(5), state);
      expect([state.first[0], state.second[0]]).to.deep.equal([1, 2]);
    });

    describe("when the state is another model's", () => {
      it("throws AGGREGATION_SHAPE", () => {
        for (const [says, first, second] of [
          ["The state's m has 2 numbers, but an update has 3.", 2, 3],
          ["The state's v has 4 numbers, but an update has 3.", 3, 4],
        ] as const) {
          const state = { first: new Float64Array(first), second: new Float64Array(second) };
          const error = thrownBy(() => optimizer()(new Float64Array(3), state));
          expect(error).to.have.property("code", "AGGREGATION_SHAPE");
          expect(error).to.have.property("message").that.includes(says);
        }
      });
    });

    for (const options of [{ learningRate: 0 }, { beta1: 1 }, { beta2: -0.1 }, { adaptivity: 0 }, { beta1: NaN }]) {
      it(`throws AGGREGATION_PARAMETER: ${Object.entries(options).flat().join(" ")}`, () => {
        expect(thrownBy(() => optimizer(options))).to.have.property("code", "AGGREGATION_PARAMETER");
      });
    }
  });
}

describe("fedAvgM", () => {
  describe("when the state is another model's", () => {
    it("throws AGGREGATION_SHAPE", () => {
      const error = thrownBy(() => fedAvgM()(new Float64Array(3), new Float64Array(2)));
      expect(error).to.have.property("code", "AGGREGATION_SHAPE");
    });
  });

  for (const options of [{ learningRate: -1 }, { momentum: 1 }]) {
    it(`throws AGGREGATION_PARAMETER: ${Object.entries(options).flat().join(" ")}`, () => {
      expect(thrownBy(() => fedAvgM(options))).to.have.property("code", "AGGREGATION_PARAMETER");
    });
  }
});
