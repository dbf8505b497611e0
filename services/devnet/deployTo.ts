import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { readAddresses } from "../../rocketh/readAddresses.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";
import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import type { Addresses } from "../../src/client.ts";

/** Where everything is on a devnet. */
export type Deployment = {
  readonly addresses: Addresses;
  /** Block before the first contract: reading from it misses nothing. */
  readonly fromBlock: number;
};

/**
 * Runs the deploy scripts on a node that mines every transaction at once and unlocks its accounts; account 0 deploys and
 * holds the initial supply. Nothing is written to deployments/: a chain like this is gone tomorrow.
 */
export async function deployTo(send: SendRequest): Promise<Deployment> {
  silenceDeployments();
  const fromBlock = Number(await send("eth_blockNumber", []));
  const provider = {
    request: ({ method, params = [] }: { readonly method: string; readonly params?: readonly unknown[] }) =>
      send(method, params),
  };
  // The type that is wanted here spells out the answer to every method there is.
  const env = await loadAndExecuteDeploymentsFromFiles({ provider: provider as never, saveDeployments: false });
  return { addresses: readAddresses(env), fromBlock };
}
