import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { expect } from "chai";
import type { Endpoint, RpcCall } from "../../../src/chain/Endpoint.ts";
import { type OpenEndpointOptions, openEndpoint } from "../../../src/chain/openEndpoint.ts";
import { RetryableError } from "../../../src/errors/RetryableError.ts";
import { rejection } from "../node/support/rejection.ts";
import { serve } from "../node/support/serve.ts";

/** As providers put their keys into URLs. */
const API_KEY = "k3y0f4n0p3r4t0r";
const PASSWORD = "p4ssw0rd:with@signs";

type Envelope = { readonly jsonrpc: string; readonly id: number; readonly method: string; readonly params: unknown };
type Asked = { readonly body: Envelope | readonly Envelope[]; readonly headers: IncomingMessage["headers"] };

/** Lives with an endpoint whose server answers so. */
async function withEndpoint(
  answer: (body: Envelope | readonly Envelope[], request: IncomingMessage, response: ServerResponse) => unknown,
  live: (endpoint: Endpoint, asked: readonly Asked[], host: string) => Promise<unknown>,
  options: OpenEndpointOptions & { readonly credentials?: string } = {},
): Promise<void> {
  const { credentials = "", ...rest } = options;
  const asked: Asked[] = [];
  await serve(
    async (request, response) => {
      const body = JSON.parse(await text(request)) as Envelope;
      asked.push({ body, headers: request.headers });
      const answered = answer(body, request, response);
      if (answered !== undefined) response.end(typeof answered === "string" ? answered : JSON.stringify(answered));
    },
    async ({ port }) => {
      const url = `http://${credentials}127.0.0.1:${port}/v2/${API_KEY}?key=${API_KEY}`;
      await live(openEndpoint(url, rest), asked, `127.0.0.1:${port}`);
    },
  );
}

const call = (method: string, ...params: unknown[]): RpcCall => ({ method, params });
const many = (body: Envelope | readonly Envelope[]) => body as readonly Envelope[];
const one = (body: Envelope | readonly Envelope[]) => body as Envelope;

/** The error with which an endpoint fails, after a search for the key in everything that can be printed of it. */
async function failure(endpoint: Endpoint, calls: readonly RpcCall[]): Promise<RetryableError> {
  const error = await rejection(endpoint.send(calls));
  expect(error).to.be.instanceOf(RetryableError).with.property("code", "ENDPOINT_UNREACHABLE");
  expect(error.message.split("\n")[0]).to.equal(`The node at ${endpoint.name} does not answer ${calls[0]!.method}.`);
  const printed = inspect(error, { depth: 20, showHidden: true });
  for (const secret of [API_KEY, PASSWORD, encodeURIComponent(PASSWORD)]) expect(printed).to.not.contain(secret);
  return error as RetryableError;
}

describe("openEndpoint", () => {
  it("calls itself by its host alone", () => {
    expect(openEndpoint(`https://user:${API_KEY}@node.example:8545/v2/${API_KEY}`).name).to.equal("node.example:8545");
  });

  describe("when one request is sent", () => {
    it("sends it alone, because some nodes take no batches", () =>
      withEndpoint(
        (body) => ({ jsonrpc: "2.0", id: one(body).id, result: ["0x1"] }),
        async (endpoint, asked) => {
          expect(await endpoint.send([call("eth_call", { to: "0x2" }, "latest")])).to.deep.equal([{ result: ["0x1"] }]);
          const { body, headers } = asked[0]!;
          expect(body).to.include({ jsonrpc: "2.0", method: "eth_call" });
          expect(one(body).params).to.deep.equal([{ to: "0x2" }, "latest"]);
          expect(headers["content-type"]).to.equal("application/json");
        },
      ));

    it("tells a refusal, and an answer of nothing, from a failure", () =>
      withEndpoint(
        (body) =>
          one(body).method === "eth_call"
            ? { id: one(body).id, error: { code: 3, message: "execution reverted", data: "0x01" } }
            : { id: one(body).id, result: null },
        async (endpoint) => {
          const error = { code: 3, message: "execution reverted", data: "0x01" };
          expect(await endpoint.send([call("eth_call")])).to.deep.equal([{ error }]);
          expect(await endpoint.send([call("eth_getTransactionReceipt")])).to.deep.equal([{ result: null }]);
        },
      ));
  });

  describe("when several requests are sent", () => {
    it("puts the answers in the order of the requests, however they come back, and uses no id twice", () =>
      withEndpoint(
        (body) =>
          many(body)
            .map(({ id, method }) => ({ id, result: method }))
            .reverse(),
        async (endpoint, asked) => {
          const methods = ["a", "b", "c", "d"];
          const results = methods.map((result) => ({ result }));
          expect(await endpoint.send(methods.map((method) => call(method)))).to.deep.equal(results);
          expect(await endpoint.send(methods.map((method) => call(method)))).to.deep.equal(results);
          const ids = asked.flatMap(({ body }) => many(body).map(({ id }) => id));
          expect(new Set(ids).size).to.equal(8);
        },
      ));
  });

  describe("given a URL with a user and a password", () => {
    it("sends them as a header", () =>
      withEndpoint(
        (body) => ({ id: one(body).id, result: "0x1" }),
        async (endpoint, asked) => {
          await endpoint.send([call("eth_chainId")]);
          const { authorization } = asked[0]!.headers;
          expect(Buffer.from(authorization!.split(" ")[1]!, "base64").toString()).to.equal(`operator:${PASSWORD}`);
        },
        { credentials: `operator:${encodeURIComponent(PASSWORD)}@` },
      ));

    it("throws ENDPOINT_UNREACHABLE without them", () =>
      withEndpoint(
        () => "no",
        async (endpoint) => void (await failure(endpoint, [call("eth_chainId")])),
        { credentials: `operator:${encodeURIComponent(PASSWORD)}@` },
      ));
  });

  describe("when the node does not answer as it should", () => {
    const two = [call("eth_chainId"), call("eth_blockNumber")];
    const cases: readonly {
      readonly what: string;
      readonly calls?: readonly RpcCall[];
      readonly answer: Parameters<typeof withEndpoint>[0];
      readonly because: RegExp;
      readonly options?: OpenEndpointOptions;
    }[] = [
      {
        what: "it says nothing in time",
        answer: () => undefined,
        options: { timeoutMilliseconds: 20 },
        because: /timeout/i,
      },
      {
        what: "it begins to answer and does not end in time",
        answer: (_body, _request, response) => void response.write('{"id":1'),
        options: { timeoutMilliseconds: 50 },
        because: /timeout/i,
      },
      {
        what: "it hangs up in the middle",
        answer: (_body, request, response) => {
          response.writeHead(200, { "content-length": "100" });
          response.write('{"id":1', () => request.socket.destroy());
        },
        because: /terminated/i,
      },
      {
        what: "it answers with a status of failure",
        answer: (body, _request, response) => {
          response.statusCode = 503;
          return { id: one(body).id, result: "0x1" };
        },
        because: /status 503/,
      },
      {
        what: "it answers with a page that quotes the path",
        answer: (_body, { url }) => url!.split(/[/?]/)[2],
        because: /JSON/,
      },
      {
        what: "it leads elsewhere",
        answer: (_body, { url }, response) => {
          response.writeHead(307, { location: `http://127.0.0.1:1${url}` });
          return "";
        },
        because: /fetch failed/,
      },
      {
        what: "it answers another question",
        answer: (body, { url }) => ({ id: `${one(body).id + 1}${url}`, result: "0x1" }),
        because: /no question/,
      },
      {
        what: "it leaves an answer of a batch out",
        calls: two,
        answer: (body) => [{ id: many(body)[1]!.id, result: "0x1" }],
        because: /missing/,
      },
      {
        what: "it answers a batch with one refusal of all",
        calls: two,
        answer: () => ({ id: null, error: { code: -32600, message: "no batches" } }),
        because: /no question/,
      },
      { what: "it answers with a number", answer: () => 7, because: /no object/ },
      { what: "it answers with nothing but null", answer: () => "null", because: /no object/ },
      {
        what: "it answers at too great length",
        answer: (body) => ({ id: one(body).id, result: "0".repeat(2_000) }),
        options: { maxBytes: 1_000 },
        because: /more than 1000 bytes/,
      },
    ];
    for (const { what, calls = [call("eth_chainId")], answer, because, options = {} } of cases) {
      it(`throws ENDPOINT_UNREACHABLE, and says nothing of the URL but its host, when ${what}`, () =>
        withEndpoint(
          answer,
          async (endpoint, asked, host) => {
            const error = await failure(endpoint, calls);
            expect(endpoint.name).to.equal(host);
            expect(asked).to.have.length(1);
            expect(String(error.cause)).to.match(because);
          },
          options,
        ));
    }

    it("throws ENDPOINT_UNREACHABLE when nothing listens", async () => {
      let closed = "";
      await withEndpoint(
        () => "",
        async (_endpoint, _asked, host) => {
          closed = host;
        },
      );
      await failure(openEndpoint(`http://${closed}/v2/${API_KEY}`), [call("eth_chainId")]);
    });

    it("reads an answer of exactly the permitted length", () =>
      withEndpoint(
        (body) => JSON.stringify({ id: one(body).id, result: "é" }).padEnd(999),
        async (endpoint) => expect(await endpoint.send([call("eth_chainId")])).to.deep.equal([{ result: "é" }]),
        { maxBytes: 1_000 },
      ));
  });
});
