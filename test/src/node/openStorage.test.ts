import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sha256 } from "ethers";
import type { BaseError } from "../../../src/errors/BaseError.ts";
import { openStorage } from "../../../src/node/openStorage.ts";
import { storageSchema } from "../../../src/node/storageSchema.ts";
import { cidOf } from "../../../src/storage/cidOf.ts";
import { S3_ACCOUNT } from "./support/backends.ts";
import { createFileDouble } from "./support/createFileDouble.ts";
import { createKuboDouble } from "./support/createKuboDouble.ts";
import { createS3Double } from "./support/createS3Double.ts";
import { rejection } from "./support/rejection.ts";
import { serve } from "./support/serve.ts";

const BYTES = Uint8Array.of(1, 2, 3);
const DIGEST = sha256(BYTES);
const { region, bucket } = S3_ACCOUNT;
const S3 = {
  kind: "s3",
  endpoint: "https://s3.example/",
  region,
  bucket,
  accessKeyIdFile: "id",
  secretAccessKeyFile: "secret",
};

/** The configuration of a bucket whose keys lie in a folder. */
function s3In(folder: string): typeof S3 {
  return { ...S3, accessKeyIdFile: join(folder, "id"), secretAccessKeyFile: join(folder, "secret") };
}

/** A folder with the files that a configuration names. */
async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "storage-"));
  try {
    await writeFile(join(folder, "id"), `${S3_ACCOUNT.accessKeyId}\n`, { mode: 0o600 });
    await writeFile(join(folder, "secret"), `${S3_ACCOUNT.secretAccessKey}\n`, { mode: 0o600 });
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("storageSchema", () => {
  describe("given the least of each kind", () => {
    it("fills in the limits, and what can be left out", () => {
      const limits = { maxBytes: 2 ** 30, timeoutMilliseconds: 60_000, totalMilliseconds: 1_800_000 };
      expect(storageSchema.parse({ kind: "folder", path: "storage", limits: { maxBytes: 5 } })).to.deep.equal({
        kind: "folder",
        path: "storage",
        limits: { ...limits, maxBytes: 5 },
      });
      const kubo = { kind: "kubo", url: "http://127.0.0.1:5001" };
      expect(storageSchema.parse(kubo)).to.deep.equal({ ...kubo, limits });
      expect(storageSchema.parse(S3)).to.deep.equal({ ...S3, prefix: "", limits });
      const https = { kind: "https", url: "https://files.example/weights" };
      expect(storageSchema.parse(https)).to.deep.equal({ ...https, allowPrivate: false, limits });
    });
  });

  const kubo = { kind: "kubo", url: "http://127.0.0.1:5001" };
  const cases: readonly (readonly [config: unknown, path: string, message: RegExp])[] = [
    [{ kind: "ftp" }, "kind", /"folder", "kubo", "s3" or "https"/],
    [{ kind: "folder" }, "path", /is the folder's path/],
    [{ kind: "folder", path: "" }, "path", /is the folder's path/],
    [{ kind: "folder", path: "a", url: "b" }, "", /url/],
    [{ kind: "kubo", url: "ipfs" }, "url", /http\(s\) URL of Kubo's API/],
    [{ kind: "kubo", url: "http://user:word@host/" }, "url", /without credentials/],
    [{ kind: "kubo", url: "http://host/?key=1" }, "url", /"\?"/],
    [{ ...kubo, limits: { maxBytes: 0 } }, "limits.maxBytes", /whole number from 1 to 2147483647/],
    [{ ...kubo, limits: { timeoutMilliseconds: 0.5 } }, "limits.timeoutMilliseconds", /whole number/],
    [{ ...kubo, limits: { maxSize: 1 } }, "limits", /maxSize/],
    [{ kind: "https", url: "http://files.example/" }, "url", /https:\/\/ unless allowPrivate/],
    [{ kind: "https", url: "file:///etc" }, "url", /https URL/],
    [{ ...S3, bucket: "../other" }, "bucket", /no name of a bucket/],
    [{ ...S3, prefix: "a/../b" }, "prefix", /without "\.\."/],
    [{ ...S3, secretAccessKey: "PLANTED" }, "", /secretAccessKey/],
    [{ ...S3, secretAccessKeyFile: undefined }, "secretAccessKeyFile", /only its owner can read/],
  ];
  for (const [config, path, message] of cases) {
    describe(`given ${JSON.stringify(config)}`, () => {
      it(`refuses ${path || "it"}, and says what it is`, () => {
        const issues = storageSchema.safeParse(config).error?.issues ?? [];
        const issue = issues.find((one) => one.path.join(".") === path);
        expect(issue?.message).to.match(message);
        expect(JSON.stringify(issues)).not.to.contain("PLANTED");
      });
    });
  }

  it("takes http for a web server in the operator's own network", () => {
    const config = { kind: "https", url: "http://nas.lan/weights/", allowPrivate: true };
    expect(storageSchema.safeParse(config).success).to.equal(true);
  });
});

describe("openStorage", () => {
  describe("given a store of each kind", () => {
    it("puts content into all that can be written to, and reads it from whichever has it", () =>
      inFolder((folder) => {
        const kubo = createKuboDouble();
        const s3 = createS3Double(S3_ACCOUNT);
        const files = new Map<string, Uint8Array>();
        return serve(kubo.answer, (kuboServer) =>
          serve(s3.answer, (s3Server) =>
            serve(createFileDouble(files), async (fileServer) => {
              const configs = [
                { kind: "https", url: fileServer.url, allowPrivate: true },
                { kind: "folder", path: join(folder, "storage") },
                { kind: "kubo", url: kuboServer.url },
                { ...s3In(folder), endpoint: s3Server.url },
              ].map((config) => storageSchema.parse(config));
              const told: BaseError[] = [];
              const store = await openStorage(configs, { onFailure: (error) => told.push(error) });
              await store.put(BYTES);
              expect([kubo.files.size, s3.objects.size]).to.deep.equal([1, 1]);
              expect(await store.get(DIGEST)).to.deep.equal(BYTES);
              expect(told).to.deep.equal([]);

              await writeFile(join(folder, "storage", cidOf(DIGEST)), "damaged");
              kubo.files.clear();
              expect(await store.get(DIGEST)).to.deep.equal(BYTES);
              s3.objects.clear();
              expect((await rejection(store.get(DIGEST))).code).to.equal("CONTENT_CORRUPT");
              files.set(cidOf(DIGEST), BYTES);
              expect(await store.get(DIGEST)).to.deep.equal(BYTES);
              expect(told.map(({ code }) => code)).to.deep.equal(["CONTENT_CORRUPT", "CONTENT_CORRUPT"]);
            }),
          ),
        );
      }));
  });

  describe("given a web server at a private address that is not allowed", () => {
    it("throws STORE_REFUSED when it is asked", async () => {
      const store = await openStorage([storageSchema.parse({ kind: "https", url: "https://127.0.0.1:1/" })]);
      expect((await rejection(store.get(DIGEST))).code).to.equal("STORE_REFUSED");
    });
  });

  describe("given no store", () => {
    it("throws STORAGE_EMPTY", async () => {
      expect((await rejection(openStorage([]))).code).to.equal("STORAGE_EMPTY");
    });
  });

  describe("given a secret that others can read, or that cannot be read", () => {
    it("throws SECRET_EXPOSED, or SECRET_UNREADABLE, and shows none of it", () =>
      inFolder(async (folder) => {
        const configs = [storageSchema.parse(s3In(folder))];
        const secret = join(folder, "secret");
        for (const mode of [0o640, 0o604, 0o620, 0o602, 0o601]) {
          await chmod(secret, mode);
          const error = await rejection(openStorage(configs));
          expect(error.code).to.equal("SECRET_EXPOSED");
          expect(error.message).to.contain(`mode ${mode.toString(8)}`);
          expect(`${error.stack}`).not.to.contain(S3_ACCOUNT.secretAccessKey);
        }
        for (const text of ["", "\n", "x".repeat(5_000)]) {
          await writeFile(secret, text);
          await chmod(secret, 0o600);
          expect((await rejection(openStorage(configs))).code).to.equal("SECRET_UNREADABLE");
        }
        await rm(secret);
        expect((await rejection(openStorage(configs))).code).to.equal("SECRET_UNREADABLE");
      }));
  });
});
