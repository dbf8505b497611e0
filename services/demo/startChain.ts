import type { ContractTransactionReceipt } from "ethers";
import { network } from "hardhat";
import { loadAndExecuteDeploymentsFromFiles } from "../../rocketh/environment.ts";
import { readAddresses } from "../../rocketh/readAddresses.ts";
import { silenceDeployments } from "../../rocketh/silence.ts";
import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import type { Addresses, Client } from "../../src/client.ts";
import { ClockedSigner } from "./ClockedSigner.ts";

const GENESIS = new Date("2026-01-01T00:00:00Z");
const SECONDS_PER_BLOCK = 12n;
const DAY = 86_400n;

/** The embedded chain, with everything deployed and its own clock. */
export type DemoChain = {
  readonly addresses: Addresses;
  /** Clients of the funded accounts, by number; account 0 deployed and holds the initial supply. */
  readonly clients: readonly Client[];
  /** Addresses of the same accounts. */
  readonly accounts: readonly string[];
  /** Sends one JSON-RPC request to the chain. */
  readonly send: SendRequest;
  /** Moves the clock to a timestamp in seconds, or leaves it when that has passed. */
  advanceTo(timestamp: bigint): Promise<void>;
  /** The clock, in seconds. */
  now(): bigint;
};

/** Starts an in-process chain with `accounts` funded accounts and runs the deploy scripts on it. */
export async function startChain({
  accounts: count,
  onReceipt,
}: {
  readonly accounts: number;
  readonly onReceipt: (functionName: string, receipt: ContractTransactionReceipt) => void;
}): Promise<DemoChain> {
  silenceDeployments();
  const { ethers, provider } = await network.create({
    network: "default",
    override: { accounts: { count }, initialDate: GENESIS },
  });
  const addresses = readAddresses(await loadAndExecuteDeploymentsFromFiles({ provider }));

  // However long the deployment took, the story starts a day after genesis.
  let now = BigInt(GENESIS.getTime() / 1000) + DAY;
  const tick = async () => {
    now += SECONDS_PER_BLOCK;
    await provider.request({ method: "evm_setNextBlockTimestamp", params: [`0x${now.toString(16)}`] });
  };
  const signers = (await ethers.getSigners()).map((signer) => new ClockedSigner(signer, tick));
  return {
    addresses,
    clients: signers.map((runner) => ({ runner, addresses, onReceipt })),
    accounts: await Promise.all(signers.map((signer) => signer.getAddress())),
    send: (method, params) => provider.request({ method, params: [...params] }),
    now: () => now,
    async advanceTo(timestamp) {
      if (timestamp <= now) return;
      now = timestamp;
      await provider.request({ method: "evm_setNextBlockTimestamp", params: [`0x${now.toString(16)}`] });
      await provider.request({ method: "evm_mine" });
    },
  };
}
