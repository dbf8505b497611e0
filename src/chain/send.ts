import type { BaseContract, ContractTransactionReceipt, ContractTransactionResponse, LogDescription } from "ethers";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { toTypedError } from "../errors/toTypedError.ts";
import { awaitInclusion } from "./awaitInclusion.ts";

/** Sends one transaction, waits until it is mined and resolves to the first event of that name that `contract` emitted. */
export async function send(
  client: Client,
  contract: BaseContract,
  eventName: string,
  call: () => Promise<ContractTransactionResponse>,
): Promise<LogDescription> {
  const events = await sendAll(client, contract, eventName, call);
  const event = events[0];
  if (event === undefined) {
    throw new BaseError("EVENT_MISSING", `The transaction was mined without the event ${eventName}.`, {
      remedy: "Check that the addresses belong to this version of the contracts.",
    });
  }
  return event;
}

/** Like {@link send}, for calls that emit any number of such events. */
export async function sendAll(
  client: Client,
  contract: BaseContract,
  eventName: string,
  call: () => Promise<ContractTransactionResponse>,
): Promise<LogDescription[]> {
  const { response, receipt } = await mine(call);
  const functionName = contract.interface.parseTransaction(response)?.name ?? "unknown";
  client.onReceipt?.(functionName, receipt);
  const address = await contract.getAddress();
  return receipt.logs
    .filter((log) => log.address === address)
    .map((log) => contract.interface.parseLog(log))
    .filter((event) => event !== null && event.name === eventName) as LogDescription[];
}

async function mine(
  call: () => Promise<ContractTransactionResponse>,
): Promise<{ response: ContractTransactionResponse; receipt: ContractTransactionReceipt }> {
  try {
    const response = await call();
    await awaitInclusion(response);
    const receipt = await response.wait();
    if (receipt === null) throw new BaseError("NOT_MINED", `Transaction ${response.hash} was not mined.`);
    return { response, receipt };
  } catch (error) {
    throw toTypedError(error);
  }
}
