import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { hexlify, Transaction, type TransactionLike, Wallet } from "ethers";
import { RetryableError } from "../../../../src/errors/RetryableError.ts";
import { openSigner } from "../../../../src/node/keys/openSigner.ts";
import { errorOf } from "./errorOf.ts";
import { ADDRESS, type KeyFolder, keyFolder, SECRETS } from "./keyFolder.ts";
import { completeRequest } from "./requests.ts";

type Call = { readonly method: string; readonly params: readonly [Record<string, string>] };
type Answer = (call: Call, transaction: TransactionLike) => unknown;

/** The key that the remote signer holds; another one than that of the secrets. */
const remote = new Wallet(`0x${"42".repeat(32)}`);

/** Signs what a request says, as Web3Signer does. */
const signed = (transaction: TransactionLike, by: Wallet = remote) => by.signTransaction(transaction);

/** The transaction of a request. */
function transactionOf([call]: Call["params"]): TransactionLike {
  const { gas, from: _from, nonce, ...rest } = call;
  return { ...rest, type: 2, gasLimit: gas!, nonce: Number(nonce) };
}

describe("openSigner of a remote signer", () => {
  let keys: KeyFolder;
  before(async () => {
    keys = await keyFolder();
  });
  after(() => keys.remove());

  /** What a signer makes of the complete request when a server behaves like that. */
  async function signAt(listener: RequestListener, change: { method?: "account_signTransaction" } = {}) {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { keystore, passphraseFile } = keys;
    try {
      const signer = await openSigner({
        kind: "rpc",
        url: `http://127.0.0.1:${port}/planted-path`,
        method: "eth_signTransaction",
        address: remote.address,
        secrets: { keystore, passphraseFile },
        ...change,
      });
      return await signer.sign(completeRequest);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** A JSON-RPC server that answers like that. */
  const answering =
    (answer: Answer): RequestListener =>
    async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const call = JSON.parse(body) as Call;
      response.end(
        JSON.stringify({ jsonrpc: "2.0", id: 1, ...((await answer(call, transactionOf(call.params))) as object) }),
      );
    };

  const honest = answering(async (_, transaction) => ({ result: await signed(transaction) }));

  describe("when it answers with the raw transaction, as Web3Signer does", () => {
    it("returns it", async () => {
      const raw = await signAt(honest);
      expect(raw).to.equal(await remote.signTransaction(completeRequest));
    });
  });

  describe("when it answers with an object, as Clef does", () => {
    it("returns the raw transaction in it, and asks by the method that is configured", async () => {
      const methods: string[] = [];
      const server = answering(async ({ method }, transaction) => {
        methods.push(method);
        return { result: { raw: await signed(transaction), tx: {} } };
      });
      const raw = await signAt(server, { method: "account_signTransaction" });
      expect(Transaction.from(raw).from).to.equal(remote.address);
      expect(methods).to.deep.equal(["account_signTransaction"]);
    });
  });

  for (const [field, change] of [
    ["to", { to: ADDRESS }],
    ["value", { value: 1n }],
    ["data", { data: `0x${"ab".repeat(99)}ac` }],
    ["nonce", { nonce: 1 }],
    ["gasLimit", { gasLimit: 100_001n }],
    ["maxFeePerGas", { maxFeePerGas: 30_000_000_001n }],
    ["maxPriorityFeePerGas", { maxPriorityFeePerGas: 1_000_000_001n }],
    ["chainId", { chainId: 1n }],
    ["accessList", { accessList: [[ADDRESS, []]] }],
    ["type", { type: 0, gasPrice: 1n, maxFeePerGas: null, maxPriorityFeePerGas: null }],
  ] as const) {
    describe(`when it signs another ${field}`, () => {
      it(`throws SIGNER_ALTERED naming ${field}`, async () => {
        const altered = answering(async (_, transaction) => {
          const { maxFeePerGas, maxPriorityFeePerGas, ...rest } = { ...transaction, ...change } as TransactionLike;
          const fees =
            field === "type" ? {} : { maxFeePerGas: maxFeePerGas!, maxPriorityFeePerGas: maxPriorityFeePerGas! };
          return { result: await signed({ ...rest, ...fees, ...(field === "type" ? { accessList: null } : {}) }) };
        });
        const error = await errorOf(signAt(altered));
        expect(error.code).to.equal("SIGNER_ALTERED");
        expect(error.message).to.contain(`its ${field} is `);
      });
    });
  }

  describe("when another key signs", () => {
    it("throws SIGNER_ALTERED naming both addresses", async () => {
      const other = new Wallet(SECRETS.privateKey);
      const error = await errorOf(
        signAt(answering(async (_, transaction) => ({ result: await signed(transaction, other) }))),
      );
      expect(error.code).to.equal("SIGNER_ALTERED");
      expect(error.message).to.contain(`signed by ${ADDRESS}, not ${remote.address}`);
    });
  });

  describe("when nothing is signed", () => {
    it("throws SIGNER_ALTERED for the unsigned transaction", async () => {
      const unsigned = answering((_, transaction) => ({ result: Transaction.from(transaction).unsignedSerialized }));
      expect((await errorOf(signAt(unsigned))).message).to.contain("signed by nobody");
    });

    for (const result of [null, "0x", "0x1234", 7, {}, { raw: 1 }]) {
      it(`throws SIGNER_ALTERED for ${JSON.stringify(result)}`, async () => {
        expect((await errorOf(signAt(answering(() => ({ result }))))).code).to.equal("SIGNER_ALTERED");
      });
    }
  });

  describe("when it refuses", () => {
    it("throws SIGNER_REFUSED with its reason", async () => {
      const error = await errorOf(signAt(answering(() => ({ error: { code: -32000, message: "Request denied" } }))));
      expect(error.code).to.equal("SIGNER_REFUSED");
      expect(error.message).to.contain("Request denied");
      expect(error).to.not.be.instanceOf(RetryableError);
    });
  });

  for (const [what, listener] of [
    ["cuts the connection", (request) => request.socket.destroy()],
    ["answers no JSON", (_, response) => response.writeHead(502).end("<html>")],
    [
      "sends elsewhere, where it would sign",
      (request, response) => {
        if (request.url === "/elsewhere") void honest(request, response);
        else response.writeHead(307, { location: "/elsewhere" }).end();
      },
    ],
    ["does not end its answer", (_, response) => response.end("1".repeat(2 * 1024 * 1024))],
  ] as const satisfies readonly (readonly [string, RequestListener])[]) {
    describe(`when it ${what}`, () => {
      it("throws the retryable SIGNER_UNREACHABLE that names the host and not the path", async () => {
        const error = await errorOf(signAt(listener));
        expect(error).to.be.instanceOf(RetryableError).with.property("code", "SIGNER_UNREACHABLE");
        expect(error.message).to.match(/^The signer at 127\.0\.0\.1:\d+ does not answer\./);
      });
    });
  }

  describe("when a secret is derived", () => {
    it("is that of the keystore beside it", async () => {
      const { keystore, passphraseFile } = keys;
      const secrets = { keystore, passphraseFile };
      const address = remote.address;
      const signer = await openSigner({
        kind: "rpc",
        url: "http://127.0.0.1:1",
        method: "eth_signTransaction",
        address,
        secrets,
      });
      const local = await openSigner({ kind: "keystore", ...secrets });
      expect(signer.address).to.equal(remote.address);
      expect(hexlify(await signer.deriveSecret("x"))).to.equal(hexlify(await local.deriveSecret("x")));
    });
  });
});
