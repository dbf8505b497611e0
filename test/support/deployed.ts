import { network } from "hardhat";
import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { readAddresses } from "../../rocketh/readAddresses.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";

/** Everything deployed by the deploy scripts themselves, on a fresh in-process chain. */
export async function deployed() {
  silenceDeployments();
  const connection = await network.create();
  const env = await loadAndExecuteDeploymentsFromFiles({ provider: connection.provider });
  return { ...connection, addresses: readAddresses(env) };
}
