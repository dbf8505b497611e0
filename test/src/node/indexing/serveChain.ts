import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RpcCall } from "../../../../src/chain/Endpoint.ts";
import type { EventChain, NodeLimits } from "./createEventChain.ts";

/** A node of a chain in memory, over HTTP on this machine. */
export type ChainServer = { readonly url: string; readonly server: Server; close(): Promise<void> };

/** Serves a chain as JSON-RPC. `onCall` may hold an answer up. */
export async function serveChain(
  chain: EventChain,
  limits: NodeLimits = {},
  onCall: (call: RpcCall) => Promise<void> | void = () => {},
): Promise<ChainServer> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Envelope | Envelope[];
    const answers = [];
    for (const { id, method, params } of [body].flat()) {
      await onCall({ method, params });
      answers.push({ jsonrpc: "2.0", id, ...chain.answer({ method, params }, limits) });
    }
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Envelope = RpcCall & { readonly id: number };
