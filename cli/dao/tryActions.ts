import { BaseError } from "../../src/errors/BaseError.ts";
import { RevertError } from "../../src/errors/RevertError.ts";
import type { Context } from "../Context.ts";
import { simulateCalls } from "../writing/simulateCalls.ts";
import type { Action } from "./actionsOf.ts";

/** Whether calls would succeed if the timelock made them now. */
export type Trial = { readonly wouldSucceed: boolean; readonly reason?: string };

/** Plays calls as the timelock, on top of the newest block. Undefined when the node cannot tell. */
export async function tryActions(context: Context, actions: readonly Action[]): Promise<Trial | undefined> {
  const { quorum, network } = await context.chain();
  try {
    await simulateCalls(
      quorum,
      network.addresses.timelock,
      actions.map((action) => ({ ...action, label: "" })),
    );
    return { wouldSucceed: true };
  } catch (error) {
    if (error instanceof RevertError) return { wouldSucceed: false, reason: error.message.split("\n")[0]! };
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
