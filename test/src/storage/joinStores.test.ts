import { expect } from "chai";
import { sha256 } from "ethers";
import { BaseError } from "../../../src/errors/BaseError.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { contentMissing } from "../../../src/storage/contentMissing.ts";
import { contentTooLarge } from "../../../src/storage/contentTooLarge.ts";
import { joinStores } from "../../../src/storage/joinStores.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { storeRefused } from "../../../src/storage/storeRefused.ts";
import { storeUnreachable } from "../../../src/storage/storeUnreachable.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { rejection } from "../node/support/rejection.ts";

const BYTES = Uint8Array.of(1, 2, 3);
const DIGEST = sha256(BYTES);

const missing = contentMissing(DIGEST);
const corrupt = new StorageError("CONTENT_CORRUPT", "corrupt");
const tooLarge = contentTooLarge(DIGEST, 1);
const refused = storeRefused("a", "refuses", "Let it.");
const unreachable = storeUnreachable("a", "is away");
const readOnly = new BaseError("STORE_READ_ONLY", "read only");

function failing(error: unknown): ContentStore {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return { get: fail, put: fail };
}

describe("joinStores", () => {
  describe("when content is put", () => {
    it("puts it into every store that can be written to, and tells of those that failed", async () => {
      const [first, second] = [new Map<string, Uint8Array>(), new Map<string, Uint8Array>()];
      const told: BaseError[] = [];
      const stores = [failing(unreachable), createMemoryStore(first), failing(readOnly), createMemoryStore(second)];
      const store = joinStores(stores, { onFailure: (error) => told.push(error) });
      expect(await store.put(BYTES)).to.equal(DIGEST);
      expect([first.get(DIGEST), second.get(DIGEST)]).to.deep.equal([BYTES, BYTES]);
      expect(told).to.deep.equal([unreachable]);
    });

    const cases: readonly (readonly [errors: readonly BaseError[], expected: string])[] = [
      [[readOnly, readOnly], "STORE_READ_ONLY"],
      [[], "STORE_READ_ONLY"],
      [[readOnly, refused], "STORE_REFUSED"],
      [[refused, unreachable], "STORE_UNREACHABLE"],
      [[tooLarge, refused], "STORE_REFUSED"],
    ];
    for (const [errors, expected] of cases) {
      it(`throws ${expected} when the stores throw ${errors.map(({ code }) => code).join(", ") || "nothing"}`, async () => {
        expect((await rejection(joinStores(errors.map(failing)).put(BYTES))).code).to.equal(expected);
      });
    }
  });

  describe("when content is read", () => {
    it("takes it from the first store that has it intact, and asks no further", async () => {
      const told: string[] = [];
      const contents = new Map([[DIGEST, BYTES]]);
      const untouched = failing(new TypeError("asked"));
      const stores = [...[missing, corrupt, tooLarge, refused, unreachable].map(failing), createMemoryStore(contents)];
      const store = joinStores([...stores, untouched], { onFailure: ({ code }) => told.push(code) });
      expect(await store.get(DIGEST)).to.deep.equal(BYTES);
      expect(told).to.deep.equal(["CONTENT_CORRUPT", "CONTENT_TOO_LARGE", "STORE_REFUSED", "STORE_UNREACHABLE"]);
    });

    const cases: readonly (readonly [errors: readonly BaseError[], expected: BaseError])[] = [
      [[missing, missing], missing],
      [[missing, corrupt, missing], corrupt],
      [[missing, tooLarge], tooLarge],
      [[tooLarge, corrupt], corrupt],
      [[corrupt, refused, missing], refused],
      [[missing, unreachable, corrupt], unreachable],
      [[refused, corrupt, unreachable], unreachable],
    ];
    for (const [errors, expected] of cases) {
      it(`throws ${expected.code} when the stores throw ${errors.map(({ code }) => code).join(", ")}`, async () => {
        expect(await rejection(joinStores(errors.map(failing)).get(DIGEST))).to.equal(expected);
      });
    }

    it("throws CONTENT_MISSING when there is no store", async () => {
      expect((await rejection(joinStores([]).get(DIGEST))).code).to.equal("CONTENT_MISSING");
    });

    it("throws what is no error of a store at once", async () => {
      const defect = new TypeError("a defect");
      const store = joinStores([failing(defect), createMemoryStore(new Map([[DIGEST, BYTES]]))]);
      expect(await store.get(DIGEST).catch((error: unknown) => error)).to.equal(defect);
    });
  });
});
