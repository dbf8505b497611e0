import { BaseError } from "../errors/BaseError.ts";
import { deployments } from "./deployments.ts";

/** Chain ids with a deployment. */
export type DeploymentChainId = keyof typeof deployments;

/** The name of a contract that is deployed once per chain. */
export type ContractName = keyof (typeof deployments)[DeploymentChainId]["contracts"];

/** Where the contracts of a chain are; fits wherever `Addresses` is wanted. */
export type DeploymentAddresses = { readonly [Name in ContractName]: `0x${string}` };

/**
 * The addresses of the deployment on a chain.
 * @throws BaseError `UNKNOWN_CHAIN` when there is none.
 */
export function addressesOf(chainId: number | bigint): DeploymentAddresses {
  // Compared as text: what is no number at all is an unknown chain, too.
  const found = Object.values(deployments).find((deployment) => String(deployment.chainId) === String(chainId));
  if (found === undefined) {
    const known = Object.values(deployments).map(({ name, chainId }) => `${chainId} (${name})`);
    throw new BaseError("UNKNOWN_CHAIN", `There is no deployment on chain ${chainId}; known: ${known.join(", ")}.`, {
      remedy: "Connect to one of these chains, or write down the addresses of your own deployment.",
    });
  }
  const entries = Object.entries(found.contracts).map(([name, { address }]): [string, `0x${string}`] => [
    name,
    address,
  ]);
  return Object.fromEntries(entries) as DeploymentAddresses;
}
