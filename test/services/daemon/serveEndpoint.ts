import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Endpoint, RpcCall } from "../../../src/chain/Endpoint.ts";

type Envelope = RpcCall & { readonly id: number };

/** Puts an endpoint behind a URL on this machine; what it throws is a node that hangs up. */
export async function serveEndpoint(endpoint: Endpoint): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const asked = JSON.parse(await text(request)) as Envelope | readonly Envelope[];
    try {
      const answers = await endpoint.send([asked].flat());
      const envelopes = [asked].flat().map(({ id }, k) => ({ jsonrpc: "2.0", id, ...answers[k] }));
      response.end(JSON.stringify(Array.isArray(asked) ? envelopes : envelopes[0]));
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
