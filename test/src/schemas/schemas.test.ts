import { expect } from "chai";
import { toUtf8Bytes, toUtf8String, ZeroHash } from "ethers";
import type { z } from "zod";
import { addressesOf } from "../../../src/addresses/addressesOf.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { createEvaluationReport } from "../../../src/learning/report/createEvaluationReport.ts";
import { writeEvaluationReport } from "../../../src/learning/report/writeEvaluationReport.ts";
import { Use } from "../../../src/market/Terms.ts";
import {
  addressesSchema,
  createTermsSchema,
  datasetManifestSchema,
  evaluationReportSchema,
  modelCardSchema,
  parseDocument,
  taskSpecSchema,
} from "../../../src/schemas/index.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../../src/scoring/ScoringOptions.ts";
import type { TaskSpec } from "../../../src/training/TaskSpec.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";
import { firstVersion } from "../learning/report/reports.ts";

const CURRENCY = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const terms = { uses: ["train", "evaluate"], duration: "30d", currency: CURRENCY.toLowerCase(), price: "12.5" };

/** What a refused document is told. */
function refusal(schema: z.ZodType, value: unknown, what = "offer"): string {
  try {
    parseDocument(schema, value, what);
  } catch (error) {
    expect(error).to.be.instanceOf(BaseError).with.property("code", "DOCUMENT_INVALID");
    return (error as BaseError).message;
  }
  return expect.fail(`${JSON.stringify(value)} was taken`);
}

describe("commonweights/schemas", () => {
  describe("createTermsSchema", () => {
    describe("when the terms are as people write them", () => {
      it("gives what the chain takes", () => {
        expect(parseDocument(createTermsSchema({ decimals: 18 }), terms, "offer")).to.deep.equal({
          uses: Use.Train | Use.Evaluate,
          durationSeconds: 2_592_000,
          quota: 0,
          isTransferable: false,
          resaleRoyaltyBps: 0,
          revenueShareBps: 0,
          currency: CURRENCY,
          price: 12_500_000_000_000_000_000n,
          policyDigest: ZeroHash,
          termsDigest: ZeroHash,
        });
      });

      it("counts the price in the decimals of the currency, to the last digit", () => {
        const { price } = createTermsSchema({ decimals: 6 }).parse({ ...terms, price: "0.000001" });
        expect(price).to.equal(1n);
        expect(createTermsSchema({ decimals: 0 }).parse({ ...terms, price: "3" }).price).to.equal(3n);
      });

      it("reads durations in parts and without end, and quotas without limit", () => {
        const schema = createTermsSchema({ decimals: 18 });
        expect(schema.parse({ ...terms, duration: "1d12h" }).durationSeconds).to.equal(129_600);
        expect(schema.parse({ ...terms, duration: "perpetual" }).durationSeconds).to.equal(0);
        expect(schema.parse({ ...terms, quota: "unlimited" }).quota).to.equal(0);
        expect(schema.parse({ ...terms, quota: 7 }).quota).to.equal(7);
      });
    });

    describe("when something is wrong", () => {
      for (const [field, value, said] of [
        ["uses", ["train", "eat"], /- uses\.1 is "eat": write one of train, evaluate, infer/],
        ["uses", [], /- uses is \[\]: write at least one use/],
        ["duration", "a month", /- duration is "a month": write a duration like "12h"/],
        ["duration", "999999y", /- duration is "999999y": write a shorter duration/],
        ["price", "1,5", /- price is "1,5": write a decimal number like "12"/],
        ["price", "0.0000000000000000001", /at most 18 digits after the point/],
        ["price", 1.5, /- price is 1\.5: write the price as text/],
        ["price", "79228162515", /write less/],
        ["quota", 0, /- quota is 0: write a whole number from 1, or "unlimited"/],
        ["revenueShareBps", 10_001, /- revenueShareBps is 10001: write at most 10000/],
        ["currency", "COMMON", /- currency is "COMMON": write an address/],
        ["currency", undefined, /- currency is missing/],
        ["termsDigest", "0x12", /- termsDigest is "0x12": write 0x and 64 hexadecimal digits/],
        ["isTransferable", "yes", /- isTransferable is "yes": write true or false/],
        ["prize", "12", /prize/],
      ] as const) {
        it(`names the field, the value and the remedy for ${field} ${JSON.stringify(value)}`, () => {
          expect(refusal(createTermsSchema({ decimals: 18 }), { ...terms, [field]: value })).to.match(said);
        });
      }

      it("names every field that is wrong at once", () => {
        const said = refusal(createTermsSchema({ decimals: 18 }), { ...terms, price: "x", duration: "y" });
        expect(said.split("\n")).to.have.length(3);
      });
    });
  });

  describe("datasetManifestSchema", () => {
    const manifest = {
      "@context": { "@vocab": "https://schema.org/" },
      "@type": "sc:Dataset",
      conformsTo: "http://mlcommons.org/croissant/1.1",
      name: "Penguins",
      distribution: [
        { "@type": "cr:FileObject", "@id": "rows", contentUrl: "rows.csv", sha256: "ab".repeat(32), x: 1 },
      ],
      "rai:dataCollection": "by hand",
    };

    it("gives a Croissant manifest with everything that is in it", () => {
      expect(datasetManifestSchema.parse(manifest)).to.deep.equal(manifest);
    });

    it("refuses what is no dataset, no Croissant or has no name", () => {
      const refused = (changed: object) => refusal(datasetManifestSchema, { ...manifest, ...changed }, "manifest");
      expect(refused({ "@type": "Person" })).to.contain('@type is "Person": write "sc:Dataset"');
      expect(refused({ conformsTo: "dcat" })).to.contain('conformsTo is "dcat": write "http://mlcommons.org');
      expect(refused({ name: "" })).to.contain('name is "": write some text');
      expect(refused({ distribution: [{ "@type": "x", sha256: "ab" }] })).to.contain('distribution.0.sha256 is "ab"');
    });
  });

  describe("modelCardSchema", () => {
    it("gives a card with its further fields", () => {
      const card = { title: "Penguins", network: { widths: [4, 3], loss: "softmax" }, contact: "us" };
      expect(modelCardSchema.parse(card)).to.deep.equal(card);
    });

    it("refuses a network that cannot be built", () => {
      const said = refusal(modelCardSchema, { title: "x", network: { widths: [4] } }, "model card");
      expect(said).to.contain('network is {"widths":[4]}: write another network: A network needs at least two widths');
    });
  });

  describe("taskSpecSchema", () => {
    const task: TaskSpec = {
      format: "commonweights.task.v1",
      network: { widths: [4, 3] },
      training: { steps: 1, batchSize: 1, learningRate: 0.1, weightDecay: 0, optimizer: { kind: "sgd", momentum: 0 } },
      scoring: DEFAULT_SCORING_OPTIONS,
      seed: 1,
    };

    it("gives the task of a file's bytes or text", () => {
      const bytes = writeTaskSpec(task);
      expect(taskSpecSchema.parse(bytes)).to.deep.equal(task);
      expect(taskSpecSchema.parse(toUtf8String(bytes))).to.deep.equal(task);
    });

    it("refuses another file in the reader's words", () => {
      expect(refusal(taskSpecSchema, "{}", "task")).to.match(
        /task is "\{\}": The task file is not a commonweights\.task/,
      );
    });
  });

  describe("evaluationReportSchema", () => {
    it("gives the report of a file's bytes", () => {
      const report = createEvaluationReport(firstVersion);
      expect(evaluationReportSchema.parse(writeEvaluationReport(report))).to.deep.equal(report);
    });

    it("refuses another file in the reader's words", () => {
      expect(refusal(evaluationReportSchema, toUtf8Bytes("{}"), "report")).to.match(/report is 2 bytes: The report's/);
    });
  });

  describe("addressesSchema", () => {
    const addresses = addressesOf(31_337);

    it("gives every address with its checksum", () => {
      const lower = Object.fromEntries(Object.entries(addresses).map(([key, value]) => [key, value.toLowerCase()]));
      expect(addressesSchema.parse(lower)).to.deep.equal(addresses);
    });

    it("refuses a book in which one is missing, wrong or unknown", () => {
      const { staking: _, ...rest } = addresses;
      expect(refusal(addressesSchema, rest, "address book")).to.contain("staking is missing");
      expect(
        refusal(addressesSchema, { ...addresses, staking: "0x5FBDB2315678afecb367f032d93F642f64180aa3" }),
      ).to.contain("staking is");
      expect(refusal(addressesSchema, { ...addresses, stakes: CURRENCY })).to.contain("stakes");
    });
  });
});
