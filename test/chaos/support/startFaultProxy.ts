import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { keccak256 } from "ethers";
import { createRandom, type Random } from "../../../src/learning/createRandom.ts";
import { alterAnswer } from "./alterAnswer.ts";
import { askAsOf } from "./askAsOf.ts";
import type { Fault, FaultRule } from "./Fault.ts";

/** A JSON-RPC request and its answer as they travel. */
export type RpcRequest = { readonly id: unknown; readonly method: string; readonly params: readonly unknown[] };
export type RpcResponse = { readonly id: unknown; readonly result?: unknown; readonly error?: unknown };

/** Something between a service and its node that makes it a bad node. */
export type FaultProxy = {
  readonly url: string;
  /** From now on these faults happen, and no others. */
  set(rules: readonly FaultRule[]): void;
  /** From now on everything passes, and what hangs is dropped. */
  heal(): void;
  /** Nothing listens on the port any more: connections are refused. */
  down(): Promise<void>;
  /** Listens again, on the same port. */
  up(): Promise<void>;
  /** How often each kind of fault really happened. */
  readonly injected: ReadonlyMap<Fault["kind"], number>;
  /** How often each method was asked for. */
  readonly requests: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

export type StartFaultProxyParameters = {
  /** The node. */
  readonly upstream: string;
  /** The same seed, rules and requests give the same faults. */
  readonly seed: number;
  readonly rules?: readonly FaultRule[];
};

type ActiveRule = { readonly rule: FaultRule; readonly random: Random; left: number };
type Connection = { readonly request: IncomingMessage; readonly response: ServerResponse };

const SEND = "eth_sendRawTransaction";

/** Starts a proxy on 127.0.0.1 that passes on single requests and batches, less or more faithfully. */
export async function startFaultProxy({ upstream, seed, rules = [] }: StartFaultProxyParameters): Promise<FaultProxy> {
  const injected = new Map<Fault["kind"], number>();
  const requests = new Map<string, number>();
  const hanging = new Set<Connection>();
  const delays = new AbortController();
  let active: ActiveRule[] = [];
  let lastId = 0;

  const set = (next: readonly FaultRule[]) => {
    active = next.map((rule, k) => ({
      rule,
      random: createRandom(seed, k),
      left: rule.times ?? Number.POSITIVE_INFINITY,
    }));
  };
  const count = <K>(map: Map<K, number>, key: K) => void map.set(key, (map.get(key) ?? 0) + 1);
  const happened = (one: ActiveRule) => {
    one.left -= 1;
    count(injected, one.rule.kind);
  };
  /** The rules of these kinds whose turn it is for a method. */
  const drawn = (kinds: readonly Fault["kind"][], methods: readonly string[]): ActiveRule[] =>
    active.filter(
      ({ rule, random, left }) =>
        kinds.includes(rule.kind) &&
        left > 0 &&
        methods.some((method) => rule.methods === undefined || rule.methods.includes(method)) &&
        random.uniform() < (rule.probability ?? 1),
    );

  const forward = async (calls: readonly RpcRequest[]): Promise<RpcResponse[]> => {
    if (calls.length === 0) return [];
    const envelopes = calls.map(({ method, params }) => ({ jsonrpc: "2.0", id: ++lastId, method, params }));
    const response = await fetch(upstream, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(envelopes),
    });
    const answers = new Map(((await response.json()) as RpcResponse[]).map((answer) => [answer.id, answer]));
    return calls.map(({ id }, k) => ({ ...answers.get(envelopes[k]!.id), id }));
  };

  const answer = async (call: RpcRequest): Promise<RpcResponse> => {
    const { id, method, params } = call;
    if (method === SEND) {
      const [rule] = drawn(["swallowed-transaction", "delayed-transaction"], [method]);
      if (rule !== undefined) {
        happened(rule);
        if (rule.rule.kind === "delayed-transaction") {
          // Nobody waits for it, and it does not keep a test alive.
          void sleep(rule.rule.milliseconds, undefined, { signal: delays.signal, ref: false })
            .then(() => forward([call]))
            .catch(() => {});
        }
        return { id, result: keccak256(params[0] as string) };
      }
    }
    const [stale] = drawn(["stale"], [method]);
    if (stale?.rule.kind === "stale") {
      const { response, isOlder } = await askAsOf(forward, call, stale.rule.blocks);
      if (isOlder) happened(stale);
      return distort(method, response);
    }
    const [response] = await forward([call]);
    return distort(method, response!);
  };
  const distort = (method: string, response: RpcResponse): RpcResponse => {
    if (!("result" in response)) return response;
    let { result } = response;
    for (const one of drawn(LIES, [method])) {
      const altered = alterAnswer(one.rule, method, result, one.random);
      if (altered === undefined) continue;
      happened(one);
      result = altered;
    }
    return { ...response, result };
  };

  const handle = async (connection: Connection) => {
    const { request, response } = connection;
    const body = JSON.parse(await text(request)) as RpcRequest | RpcRequest[];
    const calls = [body].flat();
    const methods = calls.map(({ method }) => method);
    for (const method of methods) count(requests, method);
    for (const one of drawn(["latency"], methods)) {
      if (one.rule.kind !== "latency") continue;
      const [least, most] = one.rule.milliseconds;
      happened(one);
      await sleep(least + (most - least) * one.random.uniform());
    }
    const [broken] = drawn(BREAKS, methods);
    if (broken !== undefined) {
      happened(broken);
      if (broken.rule.kind === "hang") return void hanging.add(connection);
      if (broken.rule.kind === "drop") return void request.socket.destroy();
      if (broken.rule.kind === "too-many-requests") return void reply(response, 429, "slow down");
      if (broken.rule.kind === "server-error") return void reply(response, 500, "something went wrong");
      if (broken.rule.kind === "garbage") return void reply(response, 200, "<html>Welcome!</html>");
    }
    const answers: object[] = [];
    // One after the other: transactions of a batch keep their order.
    for (const call of calls) answers.push({ jsonrpc: "2.0", ...(await answer(call)) });
    const json = JSON.stringify(Array.isArray(body) ? answers : answers[0]);
    if (broken === undefined) return void reply(response, 200, json);
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(json) });
    response.write(json.slice(0, Math.ceil(json.length / 2)), () => request.socket.destroy());
  };

  const server = createServer((request, response) => {
    handle({ request, response }).catch(() => reply(response, 502, "the node does not answer"));
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const heal = () => {
    active = [];
    for (const { request } of hanging) request.socket.destroy();
    hanging.clear();
  };
  const down = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  set(rules);
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    set,
    heal,
    down,
    up: () => listen(port),
    injected,
    requests,
    async close() {
      heal();
      delays.abort();
      await down();
    },
  };
}

const BREAKS = ["drop", "cut", "hang", "too-many-requests", "server-error", "garbage"] as const;
const LIES = [
  "missing-block",
  "truncated-logs",
  "duplicated-logs",
  "reordered-logs",
  "wrong-chain",
  "wrong-log-data",
  "wrong-block-hash",
  "wrong-timestamp",
  "wrong-call-result",
  "wrong-receipt-status",
  "wrong-nonce",
] as const;

function reply(response: ServerResponse, status: number, body: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json", ...(status === 429 ? { "retry-after": "1" } : {}) });
  response.end(body);
}
