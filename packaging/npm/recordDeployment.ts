import { network } from "hardhat";
import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { deploymentNames } from "../../rocketh/readAddresses.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";
import type { AbiEntry } from "./AbiEntry.ts";

/** A contract of a deployment, as much of it as is published. */
export type DeployedContract = {
  readonly address: string;
  readonly blockNumber: number;
  readonly abi: readonly AbiEntry[];
};

/** What the deploy scripts did on a fresh development chain. */
export type RecordedDeployment = {
  readonly contracts: ReadonlyMap<string, DeployedContract>;
  /** What account 0 sent, in order; one without `to` creates a contract. */
  readonly transactions: readonly { readonly to?: string; readonly data: string }[];
};

type Request = { readonly method: string; readonly params?: readonly unknown[] };
type Sent = { readonly to?: string; readonly data?: string; readonly input?: string };

/** Runs the deploy scripts on a chain in this process and notes every transaction. Needs the artifacts of the build. */
export async function recordDeployment(): Promise<RecordedDeployment> {
  silenceDeployments();
  const { provider } = await network.create({ network: "default" });
  const transactions: { to?: string; data: string }[] = [];
  const recorder = {
    request: async ({ method, params = [] }: Request) => {
      if (method === "eth_sendTransaction") {
        const { to, data, input } = params[0] as Sent;
        transactions.push({ ...(to == null ? {} : { to }), data: data ?? input ?? "0x" });
      }
      return await provider.request({ method, params: [...params] });
    },
  };
  const env = await loadAndExecuteDeploymentsFromFiles({ provider: recorder as never, saveDeployments: false });
  const contracts = new Map<string, DeployedContract>();
  for (const name of Object.values(deploymentNames)) {
    const { address, abi, receipt } = env.get(name);
    contracts.set(name, {
      address,
      blockNumber: Number(receipt?.blockNumber ?? 0),
      abi: abi as unknown as readonly AbiEntry[],
    });
  }
  return { contracts, transactions };
}
