import type { LookupAddress } from "node:dns";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { storeRefused } from "../../storage/storeRefused.ts";
import { storeUnreachable } from "../../storage/storeUnreachable.ts";
import type { Network } from "./Network.ts";
import { type HttpRequest, sendRequest } from "./sendRequest.ts";

export type GuardedRequest = Pick<HttpRequest, "url" | "headers" | "timeoutMilliseconds" | "signal"> & {
  readonly network: Network;
};

const MOST_REDIRECTS = 3;

/**
 * Gets a URL that others can influence. Its host's name is resolved once, every address is looked at, and the connection
 * goes to one of those very addresses; each redirect, of at most three, is looked at in the same way.
 * @throws BaseError `STORE_REFUSED` for a place that the network does not allow, or too many redirects. @throws RetryableError
 * `STORE_UNREACHABLE`.
 */
export async function guardedGet({ url, network, ...request }: GuardedRequest): Promise<IncomingMessage> {
  let at = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const addresses = await allowedAddresses(at, network);
    const ca = network.ca === undefined ? {} : { ca: network.ca };
    const response = await sendRequest({ ...request, ...ca, url: at, method: "GET", addresses });
    const { statusCode = 0, headers } = response;
    if (![301, 302, 303, 307, 308].includes(statusCode)) return response;
    response.destroy();
    at = nextUrl(at, headers.location);
  }
  throw storeRefused(url.host, `redirects more than ${MOST_REDIRECTS} times`, "Configure where the files really are.");
}

async function allowedAddresses(url: URL, network: Network): Promise<readonly LookupAddress[]> {
  if (url.protocol !== "https:" && !(url.protocol === "http:" && network.allowsHttp)) {
    throw storeRefused(url.host, `is not reached over https, but ${url.protocol}`, "Give an https:// URL.");
  }
  // IPv6 addresses stand in brackets in a URL; numbers in every other spelling were made plain by its parser.
  const hostname = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const addresses = await addressesOf(hostname, url.host, network);
  for (const { address } of addresses) {
    if (network.isAllowed(address)) continue;
    const remedy = "Use a server on the internet, or set allowPrivate for a server in your own network.";
    throw storeRefused(url.host, `is at ${address}, which is not a public address`, remedy);
  }
  return addresses;
}

async function addressesOf(hostname: string, store: string, network: Network): Promise<readonly LookupAddress[]> {
  const family = isIP(hostname);
  if (family !== 0) return [{ address: hostname, family }];
  let addresses: readonly LookupAddress[];
  try {
    addresses = await network.resolve(hostname);
  } catch (cause) {
    throw storeUnreachable(store, "has a name that cannot be resolved", cause);
  }
  if (addresses.length === 0) throw storeUnreachable(store, "has a name without an address");
  return addresses;
}

function nextUrl(from: URL, location: string | undefined): URL {
  try {
    const next = new URL(location ?? "", from);
    if (location === undefined || next.username !== "" || next.password !== "") throw new TypeError("not usable");
    return next;
  } catch (cause) {
    throw storeRefused(from.host, "redirects to no usable URL", "Configure where the files really are.", cause);
  }
}
