import type { Context } from "../Context.ts";

/** A command to run next, for the account that was named in this one. */
export function withAccount({ options }: Context, command: string): string {
  return options.account === undefined ? command : `${command} --account ${options.account}`;
}
