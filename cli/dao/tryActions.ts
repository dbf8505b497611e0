import { BaseError } from "../../src/errors/BaseError.ts";
import { RevertError } from "../../src/errors/RevertError.ts";
import type { Context } from "../Context.ts";
import { ETHER, formatAmount } from "../output/formatAmount.ts";
import { simulateCalls } from "../writing/simulateCalls.ts";
import type { Action } from "./actionsOf.ts";

/** Whether calls would succeed if the timelock made them now. */
export type Trial = { readonly wouldSucceed: boolean; readonly reason?: string };

/** Plays calls as the timelock, on top of the newest block. Undefined when the node cannot tell. */
export async function tryActions(context: Context, actions: readonly Action[]): Promise<Trial | undefined> {
  const { quorum, network } = await context.chain();
  const { timelock } = network.addresses;
  const value = actions.reduce((sum, action) => sum + action.value, 0n);
  // Not every node's simulation minds what its sender has.
  const balance = BigInt((await quorum.ask("eth_getBalance", [timelock, "latest"])) as string);
  if (value > balance) {
    const reason = `The timelock has ${formatAmount(balance, ETHER)}, not ${formatAmount(value, ETHER)}.`;
    return { wouldSucceed: false, reason };
  }
  try {
    await simulateCalls(
      quorum,
      timelock,
      actions.map((action) => ({ ...action, label: "" })),
    );
    return { wouldSucceed: true };
  } catch (error) {
    if (error instanceof RevertError || (error instanceof BaseError && error.code === "CALL_FAILED")) {
      return { wouldSucceed: false, reason: error.message.split("\n")[0]! };
    }
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
