import { getAddress, isAddress } from "ethers";
import { propose } from "../../../../src/governance/propose.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context } from "../../../Context.ts";
import type { Action } from "../../../dao/actionsOf.ts";
import { proposeActions } from "../../../dao/proposeActions.ts";
import { readCalls } from "../../../dao/readCalls.ts";
import { ETHER } from "../../../output/formatAmount.ts";
import type { TypedAmount } from "../../../parse/parseAmount.ts";
import { unitsOf } from "../../../parse/unitsOf.ts";
import { usageError } from "../../../usageError.ts";

export type CallInput = {
  readonly to?: string;
  readonly data?: string;
  readonly value?: TypedAmount;
  readonly calls?: string;
  readonly description: string;
};

export async function run(context: Context, input: CallInput): Promise<Answer> {
  const { description } = input;
  const actions = await actionsIn(input);
  return proposeActions(context, {
    actions,
    description,
    act: (client) => propose(client, { calls: actions, description }),
  });
}

async function actionsIn({ to, data, value, calls }: CallInput): Promise<Action[]> {
  if (calls !== undefined) {
    if (to !== undefined || data !== undefined || value !== undefined) {
      throw usageError("--calls has everything: leave out --to, --data and --value.");
    }
    return readCalls(calls);
  }
  if (to === undefined || data === undefined) throw usageError("Give --to and --data, or --calls.");
  if (!isAddress(to)) throw usageError(`--to: the checksum of ${to} is wrong: a digit or a letter's case is mistaken.`);
  return [{ to: getAddress(to), data, value: value === undefined ? 0n : unitsOf(value, ETHER) }];
}
