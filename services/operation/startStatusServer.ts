import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ServiceStatus } from "../../src/chain/ServiceStatus.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { isTurning } from "./isTurning.ts";
import type { Metrics } from "./Metrics.ts";
import { type ReadinessLimits, readinessOf } from "./readinessOf.ts";
import { updateMetrics } from "./updateMetrics.ts";

export type StartStatusServerParameters = ReadinessLimits & {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** How the service is; undefined while it starts. */
  readonly status: () => ServiceStatus | undefined;
  readonly metrics: Metrics;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** A server that tells how a service is. */
export type StatusServer = { readonly url: string; close(): Promise<void> };

/** A monitor asks in one packet; whoever is slower is not one. */
const LIMITS = { headersTimeout: 5_000, requestTimeout: 5_000, keepAliveTimeout: 5_000, maxHeaderSize: 8192 };
const MOST_CONNECTIONS = 64;

/**
 * Serves `/healthz` (does the loop turn?), `/readyz` (does it do its work, and if not, why?) and `/metrics`. It tells nothing
 * secret and takes nothing in, but is meant for the operator's own network.
 * @throws BaseError `PORT_UNUSABLE`.
 */
export async function startStatusServer(parameters: StartStatusServerParameters): Promise<StatusServer> {
  const { host, port } = parameters;
  const server = createServer(LIMITS, (request, response) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) return send(response, 405, "Only GET.\n");
    answer(parameters, request.url ?? "", response).catch(() => send(response, 500, "Not available.\n"));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await listen(server, host, port);
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(parameters: StartStatusServerParameters, path: string, response: ServerResponse): Promise<void> {
  const { metrics, status, now, staleAfterSeconds } = parameters;
  const current = status();
  switch (path) {
    case "/healthz": {
      const isHealthy = isTurning(current, staleAfterSeconds, now());
      return send(response, isHealthy ? 200 : 503, isHealthy ? "ok\n" : "The loop does not turn.\n");
    }
    case "/readyz": {
      const readiness = readinessOf(current, parameters, now());
      return send(response, readiness.ready ? 200 : 503, `${JSON.stringify(readiness)}\n`, "application/json");
    }
    case "/metrics": {
      if (current !== undefined) updateMetrics(metrics, current);
      return send(response, 200, await metrics.registry.metrics(), metrics.registry.contentType);
    }
    default:
      return send(response, 404, "There are /healthz, /readyz and /metrics.\n");
  }
}

function send(response: ServerResponse, code: number, body: string, type = "text/plain; charset=utf-8"): void {
  if (response.headersSent) return;
  response.writeHead(code, { "content-type": type, "cache-control": "no-store" });
  response.end(body);
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    throw new BaseError("PORT_UNUSABLE", `Health and metrics cannot be served on ${host} port ${port}.`, {
      remedy: "Another process may hold it: change http.port in the configuration.",
      cause,
    });
  }
}
