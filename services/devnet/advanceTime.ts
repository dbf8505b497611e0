import type { SendRequest } from "../../src/chain/ReadProvider.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { headTime } from "./headTime.ts";
import { mineAt } from "./mineAt.ts";

/**
 * Lets seconds pass on a devnet, by a block that comes so much later than the newest one; resolves to the chain's time, in
 * seconds. Works while the devnet's clock runs, too, which goes on from there.
 * @throws BaseError `NOT_A_DEVNET` when the node does not let anybody move its time.
 */
export async function advanceTime(send: SendRequest, seconds: bigint | number): Promise<bigint> {
  const timestamp = (await headTime(send)) + BigInt(seconds);
  try {
    await mineAt(send, timestamp);
  } catch (cause) {
    if (!(cause instanceof BaseError) || cause.code !== "NODE_REFUSED") throw cause;
    throw new BaseError("NOT_A_DEVNET", "The node does not let its time be moved.", {
      remedy: "Only a devnet's time moves when asked: start one with commonweights devnet, and ask its node.",
      cause,
    });
  }
  return headTime(send);
}
