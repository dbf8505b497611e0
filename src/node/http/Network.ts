import type { LookupAddress } from "node:dns";
import { lookup } from "node:dns/promises";
import { isPublicAddress } from "./isPublicAddress.ts";

/** Where requests to servers that this host's operator does not run may go. */
export type Network = {
  /** All addresses of a host's name. */
  readonly resolve: (hostname: string) => Promise<readonly LookupAddress[]>;
  readonly isAllowed: (address: string) => boolean;
  /** Are requests without encryption allowed? */
  readonly allowsHttp: boolean;
  /** Certificates to trust instead of those that Node trusts, PEM. */
  readonly ca?: string;
};

const resolve: Network["resolve"] = (hostname) => lookup(hostname, { all: true });

/** The internet, encrypted: no private, local or reserved address. */
export const publicNetwork: Network = { resolve, isAllowed: isPublicAddress, allowsHttp: false };

/** Every address, also without encryption: for a server in the operator's own network. */
export const anyNetwork: Network = { resolve, isAllowed: () => true, allowsHttp: true };
