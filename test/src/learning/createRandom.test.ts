import { expect } from "chai";
import { createRandom } from "../../../src/learning/createRandom.ts";

describe("createRandom", () => {
  describe("when the seed and the stream are the same", () => {
    it("gives the same numbers", () => {
      const a = createRandom(7, 1, 2);
      const b = createRandom(7, 1, 2);
      for (let i = 0; i < 100; i++) expect(a.uniform()).to.equal(b.uniform());
    });

    it("gives these numbers on every machine", () => {
      const random = createRandom(42);
      expect([random.integer(1000), random.integer(1000), random.integer(1000)]).to.deep.equal([579, 900, 483]);
    });
  });

  describe("when the stream differs", () => {
    it("gives other numbers", () => {
      const firsts = new Set(
        [createRandom(7), createRandom(7, 0), createRandom(7, 1), createRandom(7, 0, 0), createRandom(8)].map((r) =>
          r.uniform(),
        ),
      );
      expect(firsts.size).to.equal(5);
    });
  });

  describe("when many numbers are drawn", () => {
    it("has the moments of its distributions", () => {
      const random = createRandom(3);
      const n = 40_000;
      let sum = 0;
      let squares = 0;
      const counts = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        const g = random.gaussian();
        sum += g;
        squares += g * g;
        const drawn = random.integer(3);
        counts[drawn] = (counts[drawn] ?? 0) + 1;
        expect(random.uniform()).to.be.within(0, 1);
      }
      expect(sum / n).to.be.closeTo(0, 0.03);
      expect(squares / n).to.be.closeTo(1, 0.03);
      for (const count of counts) expect(count / n).to.be.closeTo(1 / 3, 0.015);
    });
  });

  describe("when it shuffles", () => {
    it("keeps every item and moves some", () => {
      const items = Array.from({ length: 50 }, (_, i) => i);
      const shuffled = createRandom(5).shuffle([...items]);
      expect(shuffled).to.not.deep.equal(items);
      expect([...shuffled].sort((a, b) => a - b)).to.deep.equal(items);
    });
  });
});
