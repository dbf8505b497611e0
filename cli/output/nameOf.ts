import type { Network } from "../network/Network.ts";
import { shortHex } from "./shortHex.ts";

/** An account as tables show it: its name where the network knows one, as a devnet does, else its address, shortened. */
export function nameOf(network: Network, address: string): string {
  return knownName(network, address) ?? shortHex(address);
}

/** An account as fields show it: the whole address, and its name where the network knows one. */
export function nameAndAddress(network: Network, address: string): string {
  const name = knownName(network, address);
  return name === undefined ? address : `${address} (${name})`;
}

function knownName({ accounts }: Network, address: string): string | undefined {
  return Object.entries(accounts).find(([, one]) => one.toLowerCase() === address.toLowerCase())?.[0];
}
