import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { sha256 } from "ethers";
import fc from "fast-check";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { anyNetwork, type Network, publicNetwork } from "../../../src/node/http/Network.ts";
import { openHttpsStore } from "../../../src/node/openHttpsStore.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { cidOf } from "../../../src/storage/cidOf.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { cutAfter, sendRange } from "./support/createFileDouble.ts";
import { rejection } from "./support/rejection.ts";
import { selfSigned } from "./support/selfSigned.ts";
import { serve, type TestServer } from "./support/serve.ts";

const BYTES = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7) % 253);
const DIGEST = sha256(BYTES);
const LIMITS = { maxBytes: 100_000, timeoutMilliseconds: 15_000, totalMilliseconds: 15_000 };

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** Lives with a store over a server that answers so. */
async function withStore(
  answer: Answer,
  live: (store: ContentStore, server: TestServer) => Promise<unknown>,
  limits: Partial<typeof LIMITS> = {},
): Promise<void> {
  await serve(answer, (server) =>
    live(openHttpsStore(server.url, { network: anyNetwork, limits: { ...LIMITS, ...limits } }), server),
  );
}

/** The network of this machine's test servers: names of the list lead to them, and 127.0.0.1 alone is allowed. */
function testNetwork(addresses: Readonly<Record<string, string>>): Network & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    allowsHttp: true,
    isAllowed: (address) => address === "127.0.0.1",
    async resolve(hostname) {
      asked.push(hostname);
      const address = addresses[hostname];
      return address === undefined ? [] : [{ address, family: 4 }];
    },
  };
}

describe("openHttpsStore", () => {
  describe("when a file is read", () => {
    it("asks for it by its CID, uncompressed", () =>
      withStore(
        (request, response) => sendRange(request, response, BYTES),
        async (store, { url, requests }) => {
          expect(await store.get(DIGEST)).to.deep.equal(BYTES);
          await openHttpsStore(`${url}rounds/7`, { network: anyNetwork }).get(DIGEST);
          expect(requests.map((request) => request.url)).to.deep.equal([
            `/${cidOf(DIGEST)}`,
            `/rounds/7/${cidOf(DIGEST)}`,
          ]);
          expect(requests[0]?.headers["accept-encoding"]).to.equal("identity");
        },
      ));
  });

  describe("when content is put", () => {
    it("throws STORE_READ_ONLY and says what can be written to", async () => {
      const error = await rejection(openHttpsStore("https://files.example/").put(BYTES));
      expect(error.code).to.equal("STORE_READ_ONLY");
      expect(error.message).to.match(/files\.example.*\n.*folder, kubo or s3/);
    });
  });

  describe("when the connection is cut in the middle", () => {
    it("goes on from the bytes it had", () =>
      withStore(
        (request, response, count) => {
          const from = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
          if (count > 4) return sendRange(request, response, BYTES);
          const range = `bytes ${from}-${BYTES.length - 1}/${BYTES.length}`;
          response.writeHead(from === 0 ? 200 : 206, {
            "content-length": BYTES.length - from,
            ...(from === 0 ? {} : { "content-range": range }),
          });
          cutAfter(response, BYTES.subarray(from, from + 3_000));
        },
        async (store, { requests }) => {
          expect(await store.get(DIGEST)).to.deep.equal(BYTES);
          expect(requests.map(({ headers }) => headers.range)).to.deep.equal([
            undefined,
            "bytes=3000-",
            "bytes=6000-",
            "bytes=9000-",
            "bytes=12000-",
          ]);
        },
      ));

    const others: Readonly<Record<string, readonly [answer: Answer, ranges: readonly (string | undefined)[]]>> = {
      "sends all of it": [(_, response) => response.writeHead(200).end(BYTES), [undefined, "bytes=4000-"]],
      "goes on elsewhere": [
        (_, response) => {
          response.writeHead(206, { "content-range": `bytes 5-${BYTES.length - 1}/${BYTES.length}` });
          response.end(BYTES.subarray(5));
        },
        [undefined, "bytes=4000-", undefined],
      ],
      "does not say where it goes on": [
        (_, response) => response.writeHead(206).end("somewhere"),
        [undefined, "bytes=4000-", undefined],
      ],
      "cannot go on": [(_, response) => response.writeHead(416).end(), [undefined, "bytes=4000-", undefined]],
    };
    for (const [state, [answer, ranges]] of Object.entries(others)) {
      it(`starts over when the server ${state}`, () =>
        withStore(
          (request, response, count) => {
            if (count === 2) return answer(request, response, count);
            if (count > 2) return sendRange(request, response, BYTES);
            response.writeHead(200, { "content-length": BYTES.length });
            cutAfter(response, BYTES.subarray(0, 4_000));
          },
          async (store, { requests }) => {
            expect(await store.get(DIGEST)).to.deep.equal(BYTES);
            expect(requests.map(({ headers }) => headers.range)).to.deep.equal(ranges);
          },
        ));
    }

    it("reads it once more when the parts do not belong together", () =>
      withStore(
        (request, response, count) => {
          if (count > 1) return sendRange(request, response, BYTES);
          response.writeHead(200, { "content-length": BYTES.length });
          cutAfter(response, new Uint8Array(4_000));
        },
        async (store, { requests }) => {
          expect(await store.get(DIGEST)).to.deep.equal(BYTES);
          expect(requests).to.have.length(3);
        },
      ));

    it("throws STORE_UNREACHABLE to try again when that never ends", () =>
      withStore(
        (_, response) => {
          response.writeHead(200, { "content-length": BYTES.length });
          cutAfter(response, BYTES.subarray(0, 10));
        },
        async (store, { requests }) => {
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(RetryableError).with.property("code", "STORE_UNREACHABLE");
          expect(requests).to.have.length(8);
        },
      ));

    it("reads content however often and wherever it is cut", async () => {
      const property = fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 7 }),
        (bytes, cuts) =>
          withStore(
            (request, response, count) => {
              const from = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
              const cut = cuts[count - 1];
              if (cut === undefined) return sendRange(request, response, bytes);
              const range = `bytes ${from}-${bytes.length - 1}/${bytes.length}`;
              const headers = { "content-length": bytes.length - from, "content-range": range };
              response.writeHead(from === 0 ? 200 : 206, headers);
              cutAfter(response, bytes.subarray(from, from + (cut % (bytes.length - from))));
            },
            async (store) => expect(await store.get(sha256(bytes))).to.deep.equal(bytes),
          ),
      );
      await fc.assert(property, { seed: 3, numRuns: 40 });
    });
  });

  describe("when the server sends other bytes", () => {
    it("throws CONTENT_CORRUPT after a second reading", () =>
      withStore(
        (_, response) => response.end("other"),
        async (store, { requests }) => {
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_CORRUPT");
          expect(requests).to.have.length(2);
        },
      ));
  });

  describe("when the server lies about the length", () => {
    it("throws CONTENT_CORRUPT for less than there is, STORE_UNREACHABLE for more", async () => {
      const claim = (length: number): Answer => {
        return (_, response) => {
          // Written past Node's server, which would not send such an answer.
          response.socket?.write(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`);
          response.socket?.end(BYTES);
        };
      };
      await withStore(claim(BYTES.length - 1), async (store) => {
        expect((await rejection(store.get(DIGEST))).code).to.equal("CONTENT_CORRUPT");
      });
      await withStore(claim(BYTES.length + 1), async (store) => {
        expect((await rejection(store.get(DIGEST))).code).to.equal("STORE_UNREACHABLE");
      });
    });
  });

  describe("when the body is larger than the bound", () => {
    it("throws CONTENT_TOO_LARGE for a length that says so, without reading", () =>
      withStore(
        (_, response) => {
          response.writeHead(200, { "content-length": LIMITS.maxBytes + 1 });
          response.flushHeaders();
        },
        async (store) => {
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(StorageError).with.property("code", "CONTENT_TOO_LARGE");
        },
      ));

    it("throws CONTENT_TOO_LARGE in the middle of a body without an end", async () => {
      let sent = 0;
      await withStore(
        (_, response) => {
          const more = (): void => {
            sent += 1_000;
            if (!response.destroyed) response.write(new Uint8Array(1_000), more);
          };
          more();
        },
        async (store) => {
          expect((await rejection(store.get(DIGEST))).code).to.equal("CONTENT_TOO_LARGE");
        },
      );
      // What was on its way in the sockets' buffers beside.
      expect(sent).to.be.within(LIMITS.maxBytes, 20_000_000);
    });
  });

  describe("when the body is a decompression bomb", () => {
    it("throws STORE_REFUSED and inflates nothing", () =>
      withStore(
        (_, response) => {
          response.writeHead(200, { "content-encoding": "gzip" });
          response.end(gzipSync(new Uint8Array(5_000_000)));
        },
        async (store) => {
          const error = await rejection(store.get(DIGEST));
          expect(error).not.to.be.instanceOf(StorageError);
          expect(error.code).to.equal("STORE_REFUSED");
          expect(error.message).to.contain('"gzip"');
        },
      ));
  });

  describe("when the server is slow", () => {
    it("throws STORE_UNREACHABLE when it never answers", () =>
      withStore(
        () => {},
        async (store) => {
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(RetryableError).with.property("code", "STORE_UNREACHABLE");
        },
        { timeoutMilliseconds: 30 },
      ));

    it("throws STORE_UNREACHABLE when the body stands still", () =>
      withStore(
        (_, response) => {
          response.writeHead(200, { "content-length": BYTES.length });
          response.write(BYTES.subarray(0, 1));
        },
        async (store) => expect((await rejection(store.get(DIGEST))).code).to.equal("STORE_UNREACHABLE"),
        { timeoutMilliseconds: 30 },
      ));

    it("throws STORE_UNREACHABLE when it drips beyond the total time", () =>
      withStore(
        (_, response) => {
          response.writeHead(200, { "content-length": BYTES.length });
          const timer = setInterval(() => response.write(BYTES.subarray(0, 1)), 10);
          response.on("close", () => clearInterval(timer));
        },
        async (store, { requests }) => {
          const error = await rejection(store.get(DIGEST));
          expect(error.message).to.match(/took more than 500 ms/);
          expect(error).to.be.instanceOf(RetryableError);
          expect(requests).to.have.length(1);
        },
        { totalMilliseconds: 500 },
      ));

    it("throws STORE_UNREACHABLE when nobody listens, and for a name that is not resolved", async () => {
      const { url } = await serve(
        () => {},
        async (server) => server,
      );
      for (const [at, network] of [
        [url, anyNetwork],
        ["http://nowhere.example/", testNetwork({})],
      ] as const) {
        const error = await rejection(openHttpsStore(at, { network, limits: LIMITS }).get(DIGEST));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", "STORE_UNREACHABLE");
      }
    });
  });

  const statuses: Readonly<Record<string, readonly number[]>> = {
    CONTENT_MISSING: [404, 410],
    STORE_REFUSED: [400, 401, 403, 405, 416, 204, 304],
    STORE_UNREACHABLE: [408, 425, 429, 500, 502, 503, 504],
  };
  for (const [code, all] of Object.entries(statuses)) {
    describe(`when the server answers with status ${all.join(", ")}`, () => {
      it(`throws ${code}`, async () => {
        for (const status of all) {
          await withStore(
            (_, response) => response.writeHead(status).end(),
            async (store) => {
              const error = await rejection(store.get(DIGEST));
              expect(error.code, String(status)).to.equal(code);
              expect(error instanceof RetryableError).to.equal(code === "STORE_UNREACHABLE");
              expect(error instanceof StorageError).to.equal(code === "CONTENT_MISSING");
            },
          );
        }
      });
    });
  }

  describe("when the URL leads into a private network", () => {
    const urls = [
      ...[
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://10.0.0.1/",
      ],
      ...["https://2130706433/", "https://0x7f.1/", "https://①②⑦.0.0.1/", "https://127.1/", "https://0/"],
      ...["https://169.254.169.254/latest/meta-data/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/"],
    ];
    for (const url of urls) {
      it(`throws STORE_REFUSED for ${url}`, async () => {
        const error = await rejection(openHttpsStore(url).get(DIGEST));
        expect(error).to.not.be.instanceOf(StorageError);
        expect(error.code).to.equal("STORE_REFUSED");
        expect(error.message).to.match(/not a public address/);
      });
    }

    it("throws STORE_REFUSED when one of a name's addresses is private, and connects to none", () =>
      serve(
        (_, response) => response.end(BYTES),
        async ({ port, requests }) => {
          const network: Network = {
            ...testNetwork({}),
            resolve: async () => [
              { address: "127.0.0.1", family: 4 },
              { address: "10.0.0.1", family: 4 },
            ],
          };
          const error = await rejection(openHttpsStore(`http://files.example:${port}/`, { network }).get(DIGEST));
          expect(error.message).to.match(/is at 10\.0\.0\.1, which is not a public address/);
          expect(requests).to.have.length(0);
        },
      ));

    it("throws STORE_REFUSED for a URL without encryption", async () => {
      const error = await rejection(openHttpsStore("http://1.1.1.1/", { network: publicNetwork }).get(DIGEST));
      expect(error.code).to.equal("STORE_REFUSED");
      expect(error.message).to.match(/https/);
    });
  });

  describe("when a name resolves to another address the second time", () => {
    it("resolves it once, and connects to what it looked at", () =>
      serve(
        (_, response) => response.end(BYTES),
        async ({ port }) => {
          const answers = ["127.0.0.1", "10.0.0.1"];
          let asked = 0;
          const network: Network = {
            ...testNetwork({}),
            resolve: async () => [{ address: answers[asked++] ?? "", family: 4 }],
          };
          const store = openHttpsStore(`http://files.example:${port}/`, { network });
          expect(await store.get(DIGEST)).to.deep.equal(BYTES);
          expect(asked).to.equal(1);
          expect((await rejection(store.get(DIGEST))).message).to.match(/10\.0\.0\.1/);
        },
      ));
  });

  describe("when the server redirects", () => {
    /** Redirects to the location as often as it says, then answers. */
    const redirecting = (location: (port: number) => string | undefined, times: number) => {
      return (live: (error: Promise<unknown>, server: TestServer, network: { asked: string[] }) => Promise<void>) => {
        let own: TestServer | undefined;
        return serve(
          (_, response, count) => {
            const to = location(own?.port ?? 0);
            if (count > times) response.end(BYTES);
            else response.writeHead(302, to === undefined ? {} : { location: to }).end();
          },
          async (server) => {
            own = server;
            const network = testNetwork({ "files.example": "127.0.0.1", "inside.example": "10.0.0.7" });
            const store = openHttpsStore(`http://files.example:${server.port}/`, { network, limits: LIMITS });
            await live(store.get(DIGEST), server, network);
          },
        );
      };
    };

    it("follows three times, and looks at each place anew", () =>
      redirecting(
        () => "/elsewhere",
        3,
      )(async (read, { requests }, { asked }) => {
        expect(await read).to.deep.equal(BYTES);
        expect(requests).to.have.length(4);
        expect(asked).to.have.length(4);
      }));

    it("throws STORE_REFUSED the fourth time", () =>
      redirecting(
        () => "/elsewhere",
        4,
      )(async (read, { requests }) => {
        expect((await rejection(read)).message).to.match(/redirects more than 3 times/);
        expect(requests).to.have.length(4);
      }));

    const places: Readonly<Record<string, (port: number) => string | undefined>> = {
      "this host": (port) => `http://[::1]:${port}/`,
      "another spelling of this host": (port) => `http://2130706434:${port}/`,
      "a metadata service": () => "http://169.254.169.254/latest/meta-data/",
      "a name of a private address": () => "http://inside.example/",
      "a file": () => "file:///etc/passwd",
      "a URL with credentials": (port) => `http://user:word@files.example:${port}/`,
      "no URL": () => "http://[",
      nowhere: () => undefined,
    };
    for (const [place, location] of Object.entries(places)) {
      it(`throws STORE_REFUSED for ${place}, and asks nothing more`, () =>
        redirecting(
          location,
          9,
        )(async (read, { requests }) => {
          expect((await rejection(read)).code).to.equal("STORE_REFUSED");
          expect(requests).to.have.length(1);
        }));
    }
  });

  describe("given a server with a certificate", () => {
    const network = testNetwork({ "files.example": "127.0.0.1", "other.example": "127.0.0.1" });

    it("checks it against the host's name, not the address that it connects to", () => {
      const tls = selfSigned("files.example");
      return serve(
        (request, response) => sendRange(request, response, BYTES),
        async ({ port }) => {
          const options = { network: { ...network, allowsHttp: false, ca: tls.cert }, limits: LIMITS };
          const read = openHttpsStore(`https://files.example:${port}/`, options).get(DIGEST);
          expect(await read).to.deep.equal(BYTES);
          const other = await rejection(openHttpsStore(`https://other.example:${port}/`, options).get(DIGEST));
          expect(other.cause).to.have.property("code", "ERR_TLS_CERT_ALTNAME_INVALID");
        },
        tls,
      );
    });

    it("throws STORE_UNREACHABLE for one that nobody vouches for", () =>
      serve(
        (_, response) => response.end(BYTES),
        async ({ port }) => {
          const store = openHttpsStore(`https://files.example:${port}/`, { network, limits: LIMITS });
          const error = await rejection(store.get(DIGEST));
          expect(error).to.be.instanceOf(RetryableError);
          expect(error.cause).to.have.property("code", "DEPTH_ZERO_SELF_SIGNED_CERT");
        },
        selfSigned("files.example"),
      ));
  });
});
