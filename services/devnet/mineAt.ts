import { toQuantity } from "ethers";
import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import { headTime } from "./headTime.ts";

/**
 * Mines one block at a timestamp in seconds on a node of ours, or none when the chain has come that far already: somebody
 * else may move its time, too.
 */
export async function mineAt(send: SendRequest, timestamp: bigint): Promise<void> {
  try {
    await send("evm_mine", [toQuantity(timestamp)]);
  } catch (error) {
    if ((await headTime(send)) < timestamp) throw error;
  }
}
