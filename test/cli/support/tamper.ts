import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Call = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };

export type TamperParameters = {
  /** Of the node that is asked. */
  readonly url: string;
  /** What is answered in place of the node's result; undefined leaves it. */
  readonly lie: (method: string, params: readonly unknown[]) => unknown;
};

/** Starts a node that answers as another does, except where it lies. */
export async function tamper({ url, lie }: TamperParameters): Promise<{ readonly url: string; close(): void }> {
  const answer = async (call: Call) => {
    const result = lie(call.method, call.params);
    if (result !== undefined) return { jsonrpc: "2.0", id: call.id, result };
    const headers = { "content-type": "application/json" };
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify(call) })).json();
  };
  const server = createServer(async (request, response) => {
    const calls = JSON.parse(await text(request)) as Call | Call[];
    response.end(JSON.stringify(await (Array.isArray(calls) ? Promise.all(calls.map(answer)) : answer(calls))));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
