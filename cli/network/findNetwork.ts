import { devAccounts } from "../../services/devnet/devAccounts.ts";
import { addressesOf, deployments } from "../../src/addresses/index.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { Network } from "./Network.ts";
import type { Settings } from "./Settings.ts";

/** The network that every machine has: a devnet that runs on it. */
export const DEVNET = "devnet";
const DEVNET_URL = "http://127.0.0.1:8545";

export type FindNetworkParameters = {
  readonly settings: Settings;
  /** As `--network` names it. */
  readonly name?: string | undefined;
  /** As `--rpc` gives them; they take the place of the saved ones. */
  readonly endpoints?: readonly string[] | undefined;
  /** Of the node behind the first of `endpoints`, asked when no network is named. */
  readonly chainIdOf: (endpoint: string) => Promise<number>;
};

/**
 * The network that a command goes to: the named one, or the one that the given node is of, or the one in use, or the devnet.
 * @throws BaseError `NETWORK_UNKNOWN`, `NETWORK_WITHOUT_NODE` when a known network has no endpoint.
 */
export async function findNetwork({ settings, name, endpoints, chainIdOf }: FindNetworkParameters): Promise<Network> {
  const known = knownNetworks(settings);
  if (name === undefined && endpoints !== undefined) {
    const chainId = await chainIdOf(endpoints[0]!);
    const found = known.find((one) => one.chainId === chainId);
    if (found === undefined) {
      throw new BaseError("NETWORK_UNKNOWN", `No deployment on chain ${chainId} is known.`, {
        remedy: "Give its addresses once: commonweights net add NAME --rpc URL --addresses FILE --from-block N",
      });
    }
    return { ...found, endpoints };
  }
  const wanted = name ?? settings.network ?? DEVNET;
  const found = known.find((one) => one.name === wanted);
  if (found === undefined) {
    throw new BaseError("NETWORK_UNKNOWN", `There is no network called "${wanted}".`, {
      remedy: `Known are ${known.map((one) => one.name).join(", ")}; add one: commonweights net add NAME --rpc URL`,
    });
  }
  const network = { ...found, endpoints: endpoints ?? found.endpoints };
  if (network.endpoints.length === 0) {
    throw new BaseError("NETWORK_WITHOUT_NODE", `No node of ${wanted} is known.`, {
      remedy: `Name one: --rpc URL, or for good: commonweights net add ${wanted} --rpc URL`,
    });
  }
  return network;
}

/** Every network that can be named: those that were added, and those of the package that were not. */
export function knownNetworks({ networks }: Settings): Network[] {
  const ofPackage = Object.values(deployments).map(
    ({ name, chainId, fromBlock }): Network => ({
      name,
      chainId,
      fromBlock,
      endpoints: name === DEVNET ? [DEVNET_URL] : [],
      addresses: addressesOf(chainId),
      accounts: name === DEVNET ? devAccounts : {},
    }),
  );
  const added = Object.entries(networks).flatMap(([name, { addresses, fromBlock, ...saved }]): Network[] => {
    if (addresses !== undefined) return [{ ...saved, name, addresses, fromBlock: fromBlock ?? 0, accounts: {} }];
    const deployment = ofPackage.find(({ chainId }) => chainId === saved.chainId);
    return deployment === undefined ? [] : [{ ...deployment, ...saved, name }];
  });
  return [...ofPackage.filter(({ name }) => networks[name] === undefined), ...added];
}
