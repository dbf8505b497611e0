import { expect } from "chai";
import { planPrivacy } from "../../../../src/learning/privacy/planPrivacy.ts";
import { readPrivacyRecord } from "../../../../src/learning/privacy/readPrivacyRecord.ts";
import { writePrivacyRecord } from "../../../../src/learning/privacy/writePrivacyRecord.ts";
import { readUpdate } from "../../../../src/learning/readUpdate.ts";
import { writeUpdate } from "../../../../src/learning/writeUpdate.ts";
import { decodeSafetensors } from "../../../../src/storage/decodeSafetensors.ts";

const earlier = [{ samplingRate: 0.1, noiseMultiplier: 4, steps: 20 }];
const plan = planPrivacy({ epsilon: 2, delta: 1e-5, samplingRate: 0.1, steps: 50, clipNorm: 1, earlier });

function read(text: string) {
  return readPrivacyRecord(new Map([["privacy", text]]));
}

describe("writePrivacyRecord", () => {
  describe("when it travels in the metadata of an update", () => {
    it("comes back as the same plan, and the update stays readable", () => {
      const update = Float64Array.of(1, 2, 3);
      const bytes = writeUpdate(update, undefined, new Map([writePrivacyRecord(plan)]));
      expect(readPrivacyRecord(decodeSafetensors(bytes).metadata)).to.deep.equal(plan);
      expect(readUpdate(bytes, 3)).to.deep.equal(update);
    });
  });

  describe("when a plan carries more than its fields", () => {
    it("writes its fields alone, sorted", () => {
      const chatty = { ...plan, rows: 500, earlier: [{ ...earlier[0]!, owner: "Biscoe" }] };
      expect(writePrivacyRecord(chatty)).to.deep.equal(writePrivacyRecord(plan));
      expect(writePrivacyRecord(plan)[1]).to.match(
        /^\{"clipNorm":1,"delta":0\.00001,"earlier":\[\{"noiseMultiplier":4,"samplingRate":0\.1,"steps":20\}\],"epsilon":(2|1\.9999\d*),"noiseMultiplier":[\d.]+,"samplingRate":0\.1,"steps":50\}$/,
      );
    });
  });
});

describe("readPrivacyRecord", () => {
  const text = writePrivacyRecord(plan)[1];

  describe("when there is no record", () => {
    it("returns undefined", () => {
      expect(readPrivacyRecord(new Map([["other", "{}"]]))).to.equal(undefined);
    });
  });

  for (const [what, broken] of [
    ["is not JSON", "epsilon 2"],
    ["is no object", "null"],
    ["lacks a number", text.replace(/"delta":[^,]+,/, "")],
    ["has a number as text", text.replace('"steps":50', '"steps":"50"')],
    ["has no list of earlier trainings", text.replace(/"earlier":\[.*\],/, '"earlier":{},')],
    ["has an earlier training without noise", text.replace('"noiseMultiplier":4,', "")],
    ["has spaces", text.replace(":", ": ")],
    ["has another field", text.replace("}", ',"x":1}')],
    ["claims less ε than its numbers give", text.replace(/"epsilon":[^,]+/, '"epsilon":0.1')],
    ["hides an earlier training", text.replace(/"earlier":\[.*\]/, '"earlier":[]')],
    ["has a clip norm of 0", text.replace('"clipNorm":1', '"clipNorm":0')],
  ] as const) {
    describe(`when the record ${what}`, () => {
      it("throws PRIVACY_BAD_RECORD", () => {
        expect(broken).to.not.equal(text);
        expect(() => read(broken))
          .to.throw()
          .with.property("code", "PRIVACY_BAD_RECORD");
      });
    });
  }

  describe("when a number of the record is out of its range", () => {
    it("throws PRIVACY_BAD_VALUE", () => {
      expect(() => read(text.replace('"steps":50', '"steps":0')))
        .to.throw()
        .with.property("code", "PRIVACY_BAD_VALUE");
    });
  });
});
