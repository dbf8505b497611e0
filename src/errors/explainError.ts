import { access } from "./remedies/access.ts";
import { builtIn } from "./remedies/builtIn.ts";
import { general } from "./remedies/general.ts";
import { governance } from "./remedies/governance.ts";
import { market } from "./remedies/market.ts";
import type { Explanation, Remedies } from "./remedies/Remedies.ts";
import { registry } from "./remedies/registry.ts";
import { rewards } from "./remedies/rewards.ts";
import { scoring } from "./remedies/scoring.ts";
import { staking } from "./remedies/staking.ts";
import { token } from "./remedies/token.ts";
import { training } from "./remedies/training.ts";

/** `Required`: an error without an explanation does not compile. */
const remedies: Required<Remedies> = {
  ...access,
  ...general,
  ...governance,
  ...market,
  ...registry,
  ...rewards,
  ...scoring,
  ...staking,
  ...token,
  ...training,
};

// Which error it is decides at run time which arguments it has; the tables are checked against the ABI one by one.
const table = { ...remedies, ...builtIn } as Readonly<
  Record<string, ((args: Readonly<Record<string, unknown>>) => Explanation) | undefined>
>;

/** What an error of a contract means, and what the user can do about it; any error has an answer. */
export function explainError(errorName: string, args: Readonly<Record<string, unknown>>): Explanation {
  const explain = Object.hasOwn(table, errorName) ? table[errorName] : undefined;
  return explain?.(args) ?? ["The contract refused", "The error is explained where the contract declares it."];
}
