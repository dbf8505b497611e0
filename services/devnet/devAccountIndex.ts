import { BaseError } from "../../src/errors/BaseError.ts";
import { devAccounts } from "./devAccounts.ts";

const NAMES = Object.keys(devAccounts);
/** Contributors and oracles beyond those that every devnet has take turns after everybody else. */
const EXTRAS: Readonly<Record<string, { readonly named: number; readonly first: number }>> = {
  contributor: { named: 2, first: NAMES.length },
  oracle: { named: 3, first: NAMES.length + 1 },
};

/**
 * Which key of the mnemonic is whose, from 0: the same however many contributors and oracles a devnet has.
 * @throws BaseError `UNKNOWN_ACCOUNT` for a name that no devnet has.
 */
export function devAccountIndex(name: string): number {
  const named = NAMES.indexOf(name);
  if (named >= 0) return named;
  const [, kind, number] = /^(contributor|oracle)-([1-9]\d*)$/.exec(name) ?? [];
  const extra = kind === undefined ? undefined : EXTRAS[kind];
  if (extra === undefined) {
    throw new BaseError("UNKNOWN_ACCOUNT", `Nobody on a devnet is called "${name}".`, {
      remedy: `Name one of ${NAMES.join(", ")}, or a further contributor-N or oracle-N.`,
    });
  }
  return extra.first + 2 * (Number(number) - extra.named - 1);
}
