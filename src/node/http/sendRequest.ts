import type { LookupAddress } from "node:dns";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { storeUnreachable } from "../../storage/storeUnreachable.ts";

export type HttpRequest = {
  readonly url: URL;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent one part after the other. */
  readonly body?: readonly Uint8Array[];
  /** Longest wait without a byte moving. */
  readonly timeoutMilliseconds: number;
  /** Ends the request, and the reading of its answer. */
  readonly signal: AbortSignal;
  /** Where to connect, instead of asking what the host's name resolves to. */
  readonly addresses?: readonly LookupAddress[];
  /** Certificates to trust instead of those that Node trusts, PEM. */
  readonly ca?: string;
};

/**
 * Sends one request and resolves to its answer, whatever its status; the body is still to be read, or to be destroyed.
 * Redirects are not followed, nothing is decompressed, no connection is kept.
 * @throws RetryableError `STORE_UNREACHABLE` when there is no answer in time. Reading the body throws what Node throws.
 */
export function sendRequest({ url, method, headers, body = [], ...rest }: HttpRequest): Promise<IncomingMessage> {
  const { timeoutMilliseconds, signal, addresses, ca } = rest;
  const length = body.reduce((sum, part) => sum + part.length, 0);
  const options: RequestOptions & { readonly ca?: string } = {
    method,
    agent: false,
    signal,
    headers: {
      "accept-encoding": "identity",
      ...(method === "GET" ? {} : { "content-length": String(length) }),
      ...headers,
    },
    ...(addresses === undefined ? {} : { lookup: lookupIn(addresses) }),
    ...(ca === undefined ? {} : { ca }),
  };
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | undefined;
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options);
    request.setTimeout(timeoutMilliseconds, () => {
      (response ?? request).destroy(new Error(`No byte moved for ${timeoutMilliseconds} ms.`));
    });
    request.on("error", (cause) => reject(storeUnreachable(url.host, "does not answer", cause)));
    request.on("response", (answer) => {
      response = answer;
      // Errors reach whoever reads; an answer that nobody reads must not bring the process down.
      answer.on("error", () => {});
      resolve(answer);
    });
    for (const part of body) request.write(part);
    request.end();
  });
}

/** Answers with addresses that were resolved, and looked at, before. */
function lookupIn(addresses: readonly LookupAddress[]): NonNullable<RequestOptions["lookup"]> {
  return (_hostname, options, callback) => {
    const first = addresses[0];
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}
