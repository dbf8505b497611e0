import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { sha256 } from "ethers";
import fc from "fast-check";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { openFolderStore } from "../../../src/node/openFolderStore.ts";
import { cidOf } from "../../../src/storage/cidOf.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { rejection } from "./support/rejection.ts";

const BYTES = Uint8Array.from({ length: 1_000 }, (_, i) => i % 251);
const DIGEST = sha256(BYTES);

async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "store-"));
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe("openFolderStore", () => {
  describe("when content is put", () => {
    it("keeps it under its CID, and nothing beside it", () =>
      inFolder(async (folder) => {
        const store = await openFolderStore(join(folder, "made"));
        expect(await store.put(BYTES)).to.equal(DIGEST);
        expect(await readdir(join(folder, "made"))).to.deep.equal([cidOf(DIGEST)]);
        expect(await store.get(DIGEST)).to.deep.equal(BYTES);
        expect(await store.get(DIGEST.toUpperCase().replace("0X", "0x"))).to.deep.equal(BYTES);
      }));

    it("keeps the file that is there already, and replaces a damaged one and a symbolic link", () =>
      inFolder(async (folder) => {
        const store = await openFolderStore(folder);
        const path = join(folder, cidOf(DIGEST));
        await store.put(BYTES);
        const { ino } = await stat(path);
        await store.put(BYTES);
        expect((await stat(path)).ino).to.equal(ino);
        await writeFile(path, BYTES.subarray(1));
        await store.put(BYTES);
        expect(await store.get(DIGEST)).to.deep.equal(BYTES);

        const elsewhere = join(folder, "elsewhere");
        await writeFile(elsewhere, "other");
        await rm(path);
        await symlink(elsewhere, path);
        await store.put(BYTES);
        expect(await store.get(DIGEST)).to.deep.equal(BYTES);
        expect(await readFile(elsewhere, "utf8")).to.equal("other");
      }));

    it("keeps it whole when many put it at once", () =>
      inFolder(async (folder) => {
        const store = await openFolderStore(folder);
        await Promise.all(Array.from({ length: 20 }, () => store.put(BYTES)));
        expect(await store.get(DIGEST)).to.deep.equal(BYTES);
        expect(await readdir(folder)).to.have.length(1);
      }));
  });

  describe("when content is not there, or is no regular file", () => {
    it("throws CONTENT_MISSING", () =>
      inFolder(async (folder) => {
        const store = await openFolderStore(folder);
        const path = join(folder, cidOf(DIGEST));
        const isMissing = async (): Promise<void> => {
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_MISSING");
          await rm(path, { recursive: true, force: true });
        };
        await isMissing();
        await writeFile(join(folder, "real"), BYTES);
        await symlink(join(folder, "real"), path);
        await isMissing();
        await mkdir(path);
        await isMissing();
        execFileSync("mkfifo", [path]);
        await isMissing();
      }));
  });

  describe("when a file is larger than the bound", () => {
    it("throws CONTENT_TOO_LARGE, for put as well", () =>
      inFolder(async (folder) => {
        await (await openFolderStore(folder)).put(BYTES);
        const store = await openFolderStore(folder, { limits: { maxBytes: BYTES.length - 1 } });
        expect((await rejection(store.get(DIGEST))).code).to.equal("CONTENT_TOO_LARGE");
        expect((await rejection(store.put(BYTES))).code).to.equal("CONTENT_TOO_LARGE");
      }));
  });

  describe("when the folder is gone, or is a file", () => {
    it("throws STORE_UNREACHABLE to try again, or STORE_REFUSED", () =>
      inFolder(async (folder) => {
        const inner = join(folder, "inner");
        const store = await openFolderStore(inner);
        await rm(inner, { recursive: true });
        const error = await rejection(store.get(DIGEST));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", "STORE_UNREACHABLE");
        await writeFile(inner, "");
        expect((await rejection(store.get(DIGEST))).code).to.equal("STORE_REFUSED");
        expect((await rejection(store.put(BYTES))).code).to.equal("STORE_REFUSED");
        expect((await rejection(openFolderStore(inner))).code).to.equal("STORE_REFUSED");
      }));
  });

  describe("given a directory where content should lie", () => {
    it("throws STORE_REFUSED when it is put, and leaves nothing behind", () =>
      inFolder(async (folder) => {
        const store = await openFolderStore(folder);
        await mkdir(join(folder, cidOf(DIGEST), "full"), { recursive: true });
        expect((await rejection(store.put(BYTES))).code).to.equal("STORE_REFUSED");
        expect(await readdir(folder)).to.deep.equal([cidOf(DIGEST)]);
      }));
  });

  describe("given 10,000 hostile names", () => {
    it("throws DIGEST_INVALID for each", () =>
      inFolder(async (folder) => {
        await writeFile(join(folder, "secret"), "secret");
        const store = await openFolderStore(join(folder, "store"));
        const piece = fc.constantFrom(
          ...[
            "..",
            ".",
            "/",
            "\\",
            "%2e%2e",
            "%2f",
            "\0",
            "secret",
            "~",
            "C:",
            "CON",
            "NUL.txt",
            ":stream",
            " ",
            "...",
          ],
          ...[
            "\u202e",
            "\uff0e\uff0e",
            "file://",
            "0x",
            "a".repeat(64),
            DIGEST,
            DIGEST.slice(2),
            cidOf(DIGEST),
            "*",
            "\n",
          ],
        );
        const name = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
        const names = fc.sample(
          fc.oneof(name, fc.string({ unit: "binary" })).filter((text) => !/^0x[0-9a-f]{64}$/i.test(text)),
          { numRuns: 10_000, seed: 5 },
        );
        for (const hostile of names) {
          const error = await rejection(store.get(hostile));
          if (!(error instanceof StorageError) || error.code !== "DIGEST_INVALID") {
            expect.fail(`${JSON.stringify(hostile)}: ${error.code}`);
          }
        }
      }));
  });
});
