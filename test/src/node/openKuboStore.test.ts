import { expect } from "chai";
import { sha256 } from "ethers";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { openKuboStore } from "../../../src/node/openKuboStore.ts";
import { cidOf } from "../../../src/storage/cidOf.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { createKuboDouble } from "./support/createKuboDouble.ts";
import { rejection } from "./support/rejection.ts";
import { serve } from "./support/serve.ts";

const BYTES = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7) % 253);
const DIGEST = sha256(BYTES);
const PATH = `/commonweights/${cidOf(DIGEST)}`;

describe("openKuboStore", () => {
  describe("when content is put", () => {
    it("writes it aside, and moves it to its CID", () => {
      const { answer, files, commands } = createKuboDouble();
      return serve(answer, async ({ url }) => {
        expect(await openKuboStore(url).put(BYTES)).to.equal(DIGEST);
        expect([...files]).to.deep.equal([[PATH, BYTES]]);
        const [looked, wrote, moved] = commands;
        expect(looked).to.equal(`files/stat arg=${PATH}`);
        expect(wrote).to.match(
          /^files\/write arg=\/commonweights\/\.[0-9a-f-]{36}&create=true&parents=true&truncate=true/,
        );
        expect(wrote).to.match(/&raw-leaves=true&cid-version=1$/);
        expect(moved).to.match(new RegExp(`^files/mv arg=/commonweights/\\.[0-9a-f-]{36}&arg=${PATH}$`));
      });
    });

    it("leaves what is there and intact", () => {
      const { answer, files, commands } = createKuboDouble();
      files.set(PATH, BYTES);
      return serve(answer, async ({ url }) => {
        await openKuboStore(url).put(BYTES);
        expect(commands.map((command) => command.split(" ")[0])).to.deep.equal(["files/stat", "files/read"]);
      });
    });
  });

  describe("when the node fails in the middle of it", () => {
    it("throws STORE_UNREACHABLE to try again, and removes what it wrote aside", () => {
      const { answer, files } = createKuboDouble();
      return serve(
        (request, response) => {
          if (request.url?.startsWith("/api/v0/files/mv")) response.writeHead(500).end('{"Message":"no space"}');
          else answer(request, response);
        },
        async ({ url }) => {
          const error = await rejection(openKuboStore(url).put(BYTES));
          expect(error).to.be.instanceOf(RetryableError).with.property("code", "STORE_UNREACHABLE");
          expect(error.message).to.contain("no space");
          expect([...files.keys()]).to.deep.equal([]);
        },
      );
    });
  });

  describe("when an answer ends early, as if it were whole, or is cut", () => {
    it("goes on from the bytes it had", () => {
      const { answer, files, commands } = createKuboDouble({ mostBytes: 4_000, cuts: 1 });
      files.set(PATH, BYTES);
      return serve(answer, async ({ url }) => {
        expect(await openKuboStore(url).get(DIGEST)).to.deep.equal(BYTES);
        expect(commands.slice(1)).to.deep.equal([
          `files/read arg=${PATH}&offset=0`,
          `files/read arg=${PATH}&offset=2000`,
          `files/read arg=${PATH}&offset=6000`,
        ]);
      });
    });
  });

  describe("when the file is larger than the bound", () => {
    it("throws CONTENT_TOO_LARGE before it reads any", () => {
      const { answer, files, commands } = createKuboDouble();
      files.set(PATH, BYTES);
      return serve(answer, async ({ url }) => {
        const store = openKuboStore(url, { limits: { maxBytes: BYTES.length - 1 } });
        const error = await rejection(store.get(DIGEST));
        expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_TOO_LARGE");
        expect(commands).to.deep.equal([`files/stat arg=${PATH}`]);
        expect((await rejection(store.put(BYTES))).code).to.equal("CONTENT_TOO_LARGE");
      });
    });
  });

  const answers: Readonly<Record<string, readonly [code: string, status: number, body: string]>> = {
    "fails otherwise than for a missing file": ["STORE_UNREACHABLE", 500, '{"Message":"merkledag: not found"}'],
    "is busy": ["STORE_UNREACHABLE", 503, ""],
    "does not let us": ["STORE_REFUSED", 403, "403 - Forbidden"],
    "is another program": ["STORE_REFUSED", 404, "404 page not found"],
    "answers with something else": ["STORE_REFUSED", 200, "<html>"],
    "has a directory of that name": ["STORE_REFUSED", 200, '{"Size":0,"Type":"directory"}'],
    "says a size that is none": ["STORE_REFUSED", 200, '{"Size":-1,"Type":"file"}'],
  };
  for (const [state, [code, status, body]] of Object.entries(answers)) {
    describe(`when the node ${state}`, () => {
      it(`throws ${code}`, () =>
        serve(
          (_, response) => response.writeHead(status).end(body),
          async ({ url }) => {
            const error = await rejection(openKuboStore(url).get(DIGEST));
            expect(error).not.to.be.instanceOf(StorageError);
            expect(error.code).to.equal(code);
          },
        ));
    });
  }
});
