import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { HDNodeWallet, keccak256, toQuantity } from "ethers";
import type { FaultRule } from "./Fault.ts";
import { type Anvil, startAnvil } from "./startAnvil.ts";
import { type FaultProxy, type RpcRequest, startFaultProxy } from "./startFaultProxy.ts";

const BLOCK = { number: "0x5", hash: "0xb10c", timestamp: "0x64", transactions: [] };
const LOGS = [1, 2, 3].map((k) => ({ blockNumber: "0x5", logIndex: toQuantity(k), topics: ["0xaa"], data: `0x0${k}` }));
const RESULTS: Readonly<Record<string, unknown>> = {
  eth_chainId: "0x7a69",
  eth_blockNumber: "0x5",
  eth_getBlockByNumber: BLOCK,
  eth_getBlockByHash: BLOCK,
  eth_getLogs: LOGS,
  eth_call: "0x0001",
  eth_getTransactionReceipt: { blockNumber: "0x5", status: "0x1" },
  eth_getTransactionCount: "0x7",
};

/** A node that knows the answers above. */
async function startNode(): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const calls = JSON.parse(await text(request)) as RpcRequest[];
    response.end(JSON.stringify(calls.map(({ id, method }) => ({ jsonrpc: "2.0", id, result: RESULTS[method] }))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function post(url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function ask(url: string, method: string, ...params: unknown[]): Promise<unknown> {
  const { result } = (await (await post(url, { jsonrpc: "2.0", id: 1, method, params })).json()) as { result: unknown };
  return result;
}

describe("startFaultProxy", () => {
  describe("given a node with known answers", () => {
    let node: Awaited<ReturnType<typeof startNode>>;
    let proxy: FaultProxy;
    beforeEach(async () => {
      node = await startNode();
      proxy = await startFaultProxy({ upstream: node.url, seed: 1 });
    });
    afterEach(async () => {
      await proxy.close();
      node.server.close();
      node.server.closeAllConnections();
    });

    describe("when no fault is set", () => {
      it("passes on single requests", async () => {
        for (const [method, result] of Object.entries(RESULTS)) {
          expect(await ask(proxy.url, method)).to.deep.equal(result);
        }
        expect(proxy.injected.size).to.equal(0);
      });

      it("passes on batches, with the numbers of their requests", async () => {
        const calls = ["eth_chainId", "eth_call"].map((method, k) => ({
          jsonrpc: "2.0",
          id: 7 - k,
          method,
          params: [],
        }));
        expect(await (await post(proxy.url, calls)).json()).to.deep.equal([
          { jsonrpc: "2.0", id: 7, result: "0x7a69" },
          { jsonrpc: "2.0", id: 6, result: "0x0001" },
        ]);
        expect(proxy.requests.get("eth_call")).to.equal(1);
      });
    });

    for (const { rule, method, expected } of [
      { rule: { kind: "missing-block" }, method: "eth_getBlockByHash", expected: null },
      { rule: { kind: "missing-block" }, method: "eth_getTransactionReceipt", expected: null },
      { rule: { kind: "reordered-logs" }, method: "eth_getLogs", expected: LOGS.toReversed() },
      { rule: { kind: "wrong-chain", chainId: 1 }, method: "eth_chainId", expected: "0x1" },
      { rule: { kind: "wrong-block-hash" }, method: "eth_getBlockByNumber", expected: { ...BLOCK, hash: "0xb10d" } },
      {
        rule: { kind: "wrong-timestamp", seconds: 60 },
        method: "eth_getBlockByNumber",
        expected: { ...BLOCK, timestamp: "0xa0" },
      },
      { rule: { kind: "wrong-call-result" }, method: "eth_call", expected: "0x0000" },
      {
        rule: { kind: "wrong-receipt-status" },
        method: "eth_getTransactionReceipt",
        expected: { blockNumber: "0x5", status: "0x0" },
      },
      { rule: { kind: "wrong-nonce", by: -3 }, method: "eth_getTransactionCount", expected: "0x4" },
    ] as const) {
      describe(`when the fault is ${rule.kind}`, () => {
        it(`alters the answer to ${method}, counts it, and leaves the others alone`, async () => {
          proxy.set([rule]);
          expect(await ask(proxy.url, method)).to.deep.equal(expected);
          expect(await ask(proxy.url, "eth_blockNumber")).to.equal("0x5");
          expect([...proxy.injected]).to.deep.equal([[rule.kind, 1]]);
        });
      });
    }

    describe("when logs are truncated", () => {
      it("leaves out the last ones", async () => {
        proxy.set([{ kind: "truncated-logs" }]);
        const logs = (await ask(proxy.url, "eth_getLogs")) as unknown[];
        expect(logs.length).to.be.below(LOGS.length);
        expect(logs).to.deep.equal(LOGS.slice(0, logs.length));
      });
    });

    describe("when logs are duplicated", () => {
      it("has one of them twice", async () => {
        proxy.set([{ kind: "duplicated-logs" }]);
        const logs = (await ask(proxy.url, "eth_getLogs")) as unknown[];
        expect(logs).to.have.length(LOGS.length + 1);
        expect(new Set(logs.map((log) => JSON.stringify(log))).size).to.equal(LOGS.length);
      });
    });

    describe("when log data is wrong", () => {
      it("alters one log", async () => {
        proxy.set([{ kind: "wrong-log-data" }]);
        const logs = (await ask(proxy.url, "eth_getLogs")) as typeof LOGS;
        expect(logs.filter(({ data }, k) => data !== LOGS[k]!.data)).to.have.length(1);
      });
    });

    for (const { kind, status } of [
      { kind: "too-many-requests", status: 429 },
      { kind: "server-error", status: 500 },
    ] as const) {
      describe(`when the fault is ${kind}`, () => {
        it(`answers with status ${status}`, async () => {
          proxy.set([{ kind }]);
          expect((await post(proxy.url, { id: 1, method: "eth_chainId", params: [] })).status).to.equal(status);
        });
      });
    }

    describe("when the answer is garbage", () => {
      it("is no JSON", async () => {
        proxy.set([{ kind: "garbage" }]);
        const response = await post(proxy.url, { id: 1, method: "eth_chainId", params: [] });
        expect(response.ok).to.equal(true);
        expect(await response.json().catch((error: Error) => error.name)).to.equal("SyntaxError");
      });
    });

    describe("when connections are dropped", () => {
      it("has no answer", async () => {
        proxy.set([{ kind: "drop" }]);
        expect(await ask(proxy.url, "eth_chainId").catch((error: Error) => error.message)).to.equal("fetch failed");
      });
    });

    describe("when answers are cut", () => {
      it("breaks off inside the body", async () => {
        proxy.set([{ kind: "cut" }]);
        const response = await post(proxy.url, { id: 1, method: "eth_getLogs", params: [] });
        expect(response.status).to.equal(200);
        expect(await response.text().catch((error: Error) => error.message)).to.equal("terminated");
      });
    });

    describe("when it hangs", () => {
      it("gives no answer until it heals", async () => {
        proxy.set([{ kind: "hang" }]);
        const impatient = post(proxy.url, { id: 1, method: "eth_chainId", params: [] }, AbortSignal.timeout(50));
        expect(await impatient.catch((error: Error) => error.name)).to.equal("TimeoutError");
        const patient = ask(proxy.url, "eth_chainId").catch((error: Error) => error.message);
        while ((proxy.injected.get("hang") ?? 0) < 2) await new Promise(setImmediate);
        proxy.heal();
        expect(await patient).to.equal("fetch failed");
        expect(await ask(proxy.url, "eth_chainId")).to.equal("0x7a69");
      });
    });

    describe("when there is latency", () => {
      it("answers later, and right", async () => {
        proxy.set([{ kind: "latency", milliseconds: [20, 30] }]);
        const startedAt = performance.now();
        expect(await ask(proxy.url, "eth_chainId")).to.equal("0x7a69");
        // A timer may fire a millisecond early.
        expect(performance.now() - startedAt).to.be.at.least(19);
      });
    });

    describe("when it is down", () => {
      it("refuses connections until it is up again", async () => {
        await proxy.down();
        const refused = await ask(proxy.url, "eth_chainId").catch(
          ({ cause }: { cause: { code: string } }) => cause.code,
        );
        expect(refused).to.equal("ECONNREFUSED");
        await proxy.up();
        expect(await ask(proxy.url, "eth_chainId")).to.equal("0x7a69");
      });
    });

    describe("when a rule is for some methods and so many times", () => {
      it("spares other methods, and stops", async () => {
        proxy.set([{ kind: "server-error", methods: ["eth_call"], times: 1 }]);
        const statusOf = async (method: string) => (await post(proxy.url, { id: 1, method, params: [] })).status;
        expect(await statusOf("eth_chainId")).to.equal(200);
        expect(await statusOf("eth_call")).to.equal(500);
        expect(await statusOf("eth_call")).to.equal(200);
      });
    });

    describe("when a fault has a probability", () => {
      const rules: readonly FaultRule[] = [{ kind: "wrong-call-result", probability: 0.3 }];
      const play = async () => {
        proxy.set(rules);
        const answers: unknown[] = [];
        for (let k = 0; k < 100; k++) answers.push(await ask(proxy.url, "eth_call"));
        return answers;
      };

      it("happens about that often, and at the same requests for the same seed", async () => {
        const first = await play();
        expect(proxy.injected.get("wrong-call-result")).to.be.within(15, 45);
        expect(await play()).to.deep.equal(first);
      });
    });

    describe("when the node is gone", () => {
      it("answers with status 502", async () => {
        node.server.close();
        node.server.closeAllConnections();
        expect((await post(proxy.url, { id: 1, method: "eth_chainId", params: [] })).status).to.equal(502);
      });
    });
  });

  describe("given Anvil", () => {
    const alice = HDNodeWallet.fromPhrase("test test test test test test test test test test test junk");
    let anvil: Anvil;
    let proxy: FaultProxy;
    before(async () => {
      anvil = await startAnvil();
      proxy = await startFaultProxy({ upstream: anvil.url, seed: 1 });
      await anvil.mine(6);
    });
    after(async () => {
      await proxy.close();
      await anvil.stop();
    });
    afterEach(() => proxy.heal());

    const pay = async (nonce: number): Promise<string> =>
      alice.signTransaction({
        ...{ type: 2, chainId: 31_337, nonce, to: alice.address, gasLimit: 21_000 },
        ...{ maxFeePerGas: 3_000_000_000n, maxPriorityFeePerGas: 1n },
      });

    describe("when the head is stale", () => {
      beforeEach(() => proxy.set([{ kind: "stale", blocks: 2 }]));

      it("tells the head of that time, by number and by block", async () => {
        expect(await ask(proxy.url, "eth_blockNumber")).to.equal("0x4");
        const { hash } = await anvil.head(4);
        expect(await ask(proxy.url, "eth_getBlockByNumber", "latest", false)).to.include({ number: "0x4", hash });
      });

      it("knows nothing of newer blocks", async () => {
        const { hash } = await anvil.head(5);
        expect(await ask(proxy.url, "eth_getBlockByNumber", "0x5", false)).to.equal(null);
        expect(await ask(proxy.url, "eth_getBlockByHash", hash, false)).to.equal(null);
        expect(await ask(proxy.url, "eth_getLogs", { fromBlock: "0x5", toBlock: "0x6" })).to.deep.equal([]);
        const state = await post(proxy.url, {
          id: 1,
          method: "eth_getBalance",
          params: [alice.address, { blockHash: hash }],
        });
        expect(await state.json()).to.have.nested.property("error.message", "header not found");
      });

      it("knows the balances of that time", async () => {
        const before = await ask(anvil.url, "eth_getBalance", alice.address, "latest");
        await anvil.setBalance(alice.address, 5n);
        await anvil.mine();
        expect(await ask(proxy.url, "eth_getBalance", alice.address, "latest")).to.equal(before);
        await anvil.setBalance(alice.address, 10n ** 18n);
        await anvil.mine();
      });
    });

    describe("when transactions are swallowed", () => {
      it("answers with the hash, and the node never sees it", async () => {
        proxy.set([{ kind: "swallowed-transaction", times: 1 }]);
        const raw = await pay(0);
        expect(await ask(proxy.url, "eth_sendRawTransaction", raw)).to.equal(keccak256(raw));
        expect(await anvil.waiting()).to.deep.equal([]);
      });
    });

    describe("when transactions are delayed", () => {
      it("answers with the hash, and the node sees it later", async () => {
        proxy.set([{ kind: "delayed-transaction", milliseconds: 20 }]);
        const raw = await pay(0);
        const hash = await ask(proxy.url, "eth_sendRawTransaction", raw);
        expect(await anvil.waiting()).to.deep.equal([]);
        while ((await anvil.waiting()).length === 0) await new Promise(setImmediate);
        expect(await anvil.waiting()).to.deep.equal([hash]);
      });
    });
  });
});
