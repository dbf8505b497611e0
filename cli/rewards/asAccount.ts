import type { Context } from "../Context.ts";

/** What a next command needs to act as the same account: the option that was typed, or nothing. */
export function asAccount({ options }: Context): string {
  return options.account === undefined ? "" : ` --account ${options.account}`;
}
