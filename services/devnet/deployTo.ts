import { readFile } from "node:fs/promises";
import { addressesOf } from "../../src/addresses/addressesOf.ts";
import { deployments } from "../../src/addresses/deployments.ts";
import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import type { Addresses } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

/** Where everything is on a devnet. */
export type Deployment = {
  readonly addresses: Addresses;
  /** Block before the first contract: reading from it misses nothing. */
  readonly fromBlock: number;
};

/** The chain id under which the package keeps the addresses; a devnet may have another one. */
const RECORDED_CHAIN_ID = 31_337;
/** More than any of the transactions needs, and no more than a transaction may have on Ethereum. */
const GAS = "0x1000000";
const PAUSE_MILLISECONDS = 10;

/**
 * Sends what the deploy scripts sent when `npm run build` recorded them, so that neither they nor a compiler are needed. The
 * node is fresh, mines every transaction at once and unlocks the accounts of the mnemonic that the whole world knows;
 * account 0 deploys and holds the initial supply.
 * @throws BaseError `DEPLOYMENT_DIFFERS` when the contracts are not where the package says.
 */
export async function deployTo(send: SendRequest): Promise<Deployment> {
  const fromBlock = Number(await send("eth_blockNumber", []));
  const [from] = (await send("eth_accounts", [])) as readonly string[];
  const recorded = await readFile(new URL("./transactions.json", import.meta.url), "utf8");
  let last: unknown;
  for (const transaction of JSON.parse(recorded) as readonly object[]) {
    last = await send("eth_sendTransaction", [{ ...transaction, from, gas: GAS }]);
  }
  // A node may answer before its miner is through.
  while ((await send("eth_getTransactionReceipt", [last])) === null) await pause();
  for (const [name, { address }] of Object.entries(deployments[RECORDED_CHAIN_ID].contracts)) {
    if ((await send("eth_getCode", [address, "latest"])) !== "0x") continue;
    throw new BaseError("DEPLOYMENT_DIFFERS", `There is no ${name} at ${address} after everything was deployed.`, {
      remedy: "Use a fresh node, whose account 0 is the first of the well-known development mnemonic.",
    });
  }
  return { addresses: addressesOf(RECORDED_CHAIN_ID), fromBlock };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
}
