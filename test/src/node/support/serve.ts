import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";

export type TestServer = {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
};

/** Lives with a server on this machine, which is closed in the end, whatever happens. */
export async function serve<T>(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  live: (server: TestServer) => Promise<T>,
  tls?: { readonly key: string; readonly cert: string },
): Promise<T> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => answer(request, response, requests.push(request));
  const server = tls === undefined ? createServer(listener) : createHttpsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await live({ url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}/`, port, requests });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
