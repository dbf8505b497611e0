import type { Client } from "../../src/client.ts";
import type { DemoChain } from "./startChain.ts";

/**
 * The client of an account, whose calls no meter counts. Keys and sealed files are random, and so are the zero bytes of
 * their digests, which cost less gas: counted, the demo's figures would differ by some units from run to run.
 */
export function unmeteredClientOf(chain: DemoChain, account: number): Client {
  const { runner, addresses } = chain.clients[account]!;
  return { runner, addresses };
}
