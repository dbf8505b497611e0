import { RetryableError } from "../errors/RetryableError.ts";
import type { Endpoint, RpcAnswer, RpcCall } from "./Endpoint.ts";

export type OpenEndpointOptions = {
  readonly timeoutMilliseconds?: number;
  /** Longest answer that is read, bytes. */
  readonly maxBytes?: number;
  readonly fetch?: typeof fetch;
};

const TIMEOUT_MILLISECONDS = 10_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** A node behind an HTTP URL. Nothing of the URL but its host appears in any error. */
export function openEndpoint(url: string, options: OpenEndpointOptions = {}): Endpoint {
  const { timeoutMilliseconds = TIMEOUT_MILLISECONDS, maxBytes = MOST_BYTES } = options;
  const request = options.fetch ?? fetch;
  const target = new URL(url);
  const { host: name, username, password } = target;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = {
    "content-type": "application/json",
    ...(credentials === ":" ? {} : { authorization: `Basic ${btoa(credentials)}` }),
  };
  // `fetch` takes no URL with credentials, and its refusal quotes it.
  target.username = "";
  target.password = "";
  let lastId = 0;

  async function send(calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> {
    const first = lastId + 1;
    lastId += calls.length;
    const envelopes = calls.map(({ method, params }, k) => ({ jsonrpc: "2.0", id: first + k, method, params }));
    try {
      const response = await request(target, {
        method: "POST",
        headers,
        // Nodes that take no batches take a single request all the same.
        body: JSON.stringify(calls.length === 1 ? envelopes[0] : envelopes),
        signal: AbortSignal.timeout(timeoutMilliseconds),
        redirect: "error",
      });
      const text = await readText(response, maxBytes);
      if (!response.ok) throw new Error(`status ${response.status}`);
      return answersIn(parse(text), first, calls.length);
    } catch (cause) {
      throw new RetryableError("ENDPOINT_UNREACHABLE", `The node at ${name} does not answer ${calls[0]?.method}.`, {
        remedy: "Check that it runs, and that this host may ask it as often as it does.",
        cause,
      });
    }
  }
  return { name, send };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > maxBytes) throw new Error(`more than ${maxBytes} bytes`);
    text += decoder.decode(chunk as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}

/** What the node said may quote the URL: no error repeats any of it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("not JSON");
  }
}

/** The answers by the place of their question; a batch may come back in any order. */
function answersIn(body: unknown, first: number, count: number): RpcAnswer[] {
  const answers: RpcAnswer[] = [];
  for (const item of Array.isArray(body) ? body : [body]) {
    if (typeof item !== "object" || item === null) throw new Error("an answer that is no object");
    const { id, result, error } = item as { id?: unknown; result?: unknown; error?: unknown };
    const place = Number(id) - first;
    if (!Number.isInteger(place) || place < 0 || place >= count) throw new Error("an answer to no question");
    answers[place] = isRefusal(error) ? { error } : { result: result ?? null };
  }
  for (let place = 0; place < count; place++) if (answers[place] === undefined) throw new Error("an answer is missing");
  return answers;
}

function isRefusal(error: unknown): error is { code: number; message: string; data?: unknown } {
  return typeof error === "object" && error !== null && "code" in error;
}
