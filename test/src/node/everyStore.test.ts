import { expect } from "chai";
import { sha256 } from "ethers";
import fc from "fast-check";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { backends } from "./support/backends.ts";
import { rejection } from "./support/rejection.ts";

type Damage = (bytes: Uint8Array, at: number, change: number) => Uint8Array;

const DAMAGES: Readonly<Record<string, Damage>> = {
  flipped: (bytes, at, change) => bytes.with(at, (bytes[at] as number) ^ change),
  dropped: (bytes, at) => Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]),
  truncated: (bytes, at) => bytes.slice(0, at),
  added: (bytes, at, change) => Uint8Array.from([...bytes.subarray(0, at), change, ...bytes.subarray(at)]),
};

for (const [kind, withBackend] of Object.entries(backends)) {
  describe(`a store of kind ${kind}`, () => {
    describe("when content of any size is put", () => {
      it("gives it back under its digest", () =>
        withBackend(async ({ store }) => {
          for (const length of [0, 1, 65_536, 3_000_000]) {
            const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 257);
            const digest = await store.put(bytes);
            expect(digest).to.equal(sha256(bytes));
            const read = await store.get(digest);
            expect(read.constructor).to.equal(Uint8Array);
            expect(Buffer.compare(read, bytes)).to.equal(0);
          }
        }));
    });

    describe("when content was never put, or its name is none", () => {
      it("throws CONTENT_MISSING, or DIGEST_INVALID", () =>
        withBackend(async ({ store }) => {
          const missing = await rejection(store.get(sha256(Uint8Array.of(1))));
          expect(missing).to.be.instanceOf(StorageError).with.property("code", "CONTENT_MISSING");
          for (const name of ["", "../../etc/passwd", "0x12", `${sha256(Uint8Array.of(1))}/..`]) {
            expect((await rejection(store.get(name))).code).to.equal("DIGEST_INVALID");
          }
        }));
    });

    for (const [damage, apply] of Object.entries(DAMAGES)) {
      describe(`when any byte was ${damage}`, () => {
        it("throws CONTENT_CORRUPT", () =>
          withBackend(async ({ store, tamper }) => {
            const property = fc.asyncProperty(
              fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
              fc.nat(),
              fc.integer({ min: 1, max: 255 }),
              async (bytes, place, change) => {
                const digest = await store.put(bytes);
                const damaged = apply(bytes, place % bytes.length, change);
                await tamper(digest, damaged);
                const error = await rejection(store.get(digest));
                expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_CORRUPT");
                // What was damaged can be put again.
                await store.put(bytes);
                expect(await store.get(digest)).to.deep.equal(bytes);
              },
            );
            await fc.assert(property, { seed: 7, numRuns: 25 });
          }));
      });
    }
  });
}
