import { expect } from "chai";
import { fuzzReaders } from "../../../bench/fuzz/fuzzReaders.ts";

describe("decodeSafetensors, readParameters, readExamples and readUpdate", () => {
  describe("given 20,000 damaged files", () => {
    it("read what is written again as it was, or throw SafetensorsError or LearningError", () => {
      const { counts, failures } = fuzzReaders({ inputs: 20_000, seed: 1 });
      expect(failures).to.deep.equal([]);
      // Both outcomes occur, so that neither is only assumed.
      for (const { accepted, refused } of counts.values()) {
        expect(accepted).to.be.greaterThan(100);
        for (const code of [
          "TOO_SHORT",
          "HEADER_TOO_LARGE",
          "BAD_HEADER",
          "BAD_TENSOR",
          "BAD_LAYOUT",
          "NOT_CANONICAL",
        ]) {
          expect(refused.get(`SAFETENSORS_${code}`)).to.be.greaterThan(100);
        }
      }
    }).timeout(60_000);
  });
});
