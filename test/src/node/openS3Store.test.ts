import { expect } from "chai";
import { sha256 } from "ethers";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { type OpenS3StoreParameters, openS3Store } from "../../../src/node/openS3Store.ts";
import { cidOf } from "../../../src/storage/cidOf.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { S3_ACCOUNT } from "./support/backends.ts";
import { cutAfter } from "./support/createFileDouble.ts";
import { createS3Double } from "./support/createS3Double.ts";
import { rejection } from "./support/rejection.ts";
import { serve } from "./support/serve.ts";

const BYTES = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7) % 253);
const DIGEST = sha256(BYTES);

describe("openS3Store", () => {
  describe("when content is put and read", () => {
    it("signs requests that the store believes, at the prefix and the CID", () => {
      const { answer, objects } = createS3Double(S3_ACCOUNT);
      return serve(answer, async ({ url, requests }) => {
        const store = openS3Store({ ...S3_ACCOUNT, endpoint: url, prefix: "a/b-" });
        expect(await store.put(BYTES)).to.equal(DIGEST);
        expect([...objects]).to.deep.equal([[`a/b-${cidOf(DIGEST)}`, BYTES]]);
        expect(await store.get(DIGEST)).to.deep.equal(BYTES);
        expect(requests[0]?.headers["x-amz-content-sha256"]).to.equal(DIGEST.slice(2));
      });
    });
  });

  describe("when the connection is cut in the middle", () => {
    it("goes on from the bytes it had, signed again", () => {
      const { answer, objects } = createS3Double(S3_ACCOUNT);
      objects.set(cidOf(DIGEST), BYTES);
      return serve(
        (request, response, count) => {
          if (count > 1) return answer(request, response);
          response.writeHead(200, { "content-length": BYTES.length });
          cutAfter(response, BYTES.subarray(0, 6_000));
        },
        async ({ url, requests }) => {
          expect(await openS3Store({ ...S3_ACCOUNT, endpoint: url }).get(DIGEST)).to.deep.equal(BYTES);
          expect(requests[1]?.headers.range).to.equal("bytes=6000-");
        },
      );
    });
  });

  const wrong: Readonly<Record<string, [part: Partial<OpenS3StoreParameters>, what: RegExp]>> = {
    "the secret": [{ secretAccessKey: "ANOTHER-SECRET" }, /SignatureDoesNotMatch/],
    "the key's identifier": [{ accessKeyId: "BKID" }, /SignatureDoesNotMatch/],
    "the region": [{ region: "eu-2" }, /SignatureDoesNotMatch/],
    "the bucket": [{ bucket: "weight" }, /NoSuchBucket/],
  };
  for (const [what, [part, message]] of Object.entries(wrong)) {
    describe(`when ${what} is wrong`, () => {
      it("throws STORE_REFUSED, which says nothing about content, and shows no secret", () =>
        serve(createS3Double(S3_ACCOUNT).answer, async ({ url }) => {
          const store = openS3Store({ ...S3_ACCOUNT, endpoint: url, ...part });
          for (const error of [await rejection(store.get(DIGEST)), await rejection(store.put(BYTES))]) {
            expect(error).not.to.be.instanceOf(StorageError);
            expect(error.code).to.equal("STORE_REFUSED");
            expect(error.message).to.match(message);
            expect(`${error.stack}${JSON.stringify(error)}${String(error.cause)}`).not.to.contain("SECRET");
          }
        }));
    });
  }

  const answers: Readonly<Record<string, [code: string, status: number, body: string]>> = {
    "denies access": ["STORE_REFUSED", 403, "<Error><Code>AccessDenied</Code></Error>"],
    "is elsewhere": ["STORE_REFUSED", 301, "<Error><Code>PermanentRedirect</Code></Error>"],
    "asks to slow down": ["STORE_UNREACHABLE", 503, "<Error><Code>SlowDown</Code></Error>"],
  };
  for (const [state, [code, status, body]] of Object.entries(answers)) {
    describe(`when the store ${state}`, () => {
      it(`throws ${code}, for put as well`, () =>
        serve(
          (request, response) => {
            request.resume();
            request.on("end", () => response.writeHead(status).end(body));
          },
          async ({ url }) => {
            const store = openS3Store({ ...S3_ACCOUNT, endpoint: url });
            for (const error of [await rejection(store.get(DIGEST)), await rejection(store.put(BYTES))]) {
              expect(error.code).to.equal(code);
              expect(error instanceof RetryableError).to.equal(code === "STORE_UNREACHABLE");
            }
          },
        ));
    });
  }

  describe("when content is larger than the bound", () => {
    it("throws CONTENT_TOO_LARGE", () => {
      const { answer, objects } = createS3Double(S3_ACCOUNT);
      objects.set(cidOf(DIGEST), BYTES);
      return serve(answer, async ({ url }) => {
        const store = openS3Store({ ...S3_ACCOUNT, endpoint: url, limits: { maxBytes: 9_999 } });
        expect((await rejection(store.get(DIGEST))).code).to.equal("CONTENT_TOO_LARGE");
        expect((await rejection(store.put(BYTES))).code).to.equal("CONTENT_TOO_LARGE");
      });
    });
  });
});
