import { governanceParameters } from "../../src/governance/governanceParameters.ts";
import { AdvisedError } from "../AdvisedError.ts";
import type { Context } from "../Context.ts";
import { formatAmount } from "../output/formatAmount.ts";
import { withAccount } from "../output/withAccount.ts";
import type { PowerWords } from "./powerSentences.ts";
import { readPower } from "./readPower.ts";

/**
 * Makes sure that an account has the votes that proposing takes.
 * @throws AdvisedError `VOTES_NOT_DELEGATED` when its tokens have no delegate, `VOTES_BELOW_THRESHOLD` otherwise.
 */
export async function requireProposer(context: Context, { unit, nameOf }: PowerWords): Promise<void> {
  const account = await context.address();
  const indexed = await context.indexed();
  const [power, { proposalThreshold }] = await Promise.all([
    readPower(indexed, account),
    governanceParameters(indexed.client),
  ]);
  const { total, tokens } = power;
  if (total >= proposalThreshold) return;
  const takes = `proposing takes ${formatAmount(proposalThreshold, unit)}`;
  if (tokens.amount > 0n && tokens.delegation === undefined) {
    throw new AdvisedError(
      "VOTES_NOT_DELEGATED",
      `The ${formatAmount(tokens.amount, unit)} of ${nameOf(account)} do not vote: they have no delegate, and ${takes}.`,
      {
        remedy:
          total + tokens.amount >= proposalThreshold
            ? "Delegate them to yourself; then propose at once."
            : "Delegate them to yourself, and find more votes: these are not enough.",
        next: withAccount(context, "dao delegate"),
      },
    );
  }
  const voter = tokens.delegation?.delegatee;
  const away =
    voter === undefined || voter === account || tokens.amount === 0n
      ? ""
      : ` Its ${formatAmount(tokens.amount, unit)} vote through ${nameOf(voter)}.`;
  throw new AdvisedError(
    "VOTES_BELOW_THRESHOLD",
    `${nameOf(account)} has ${formatAmount(total, unit)} of votes; ${takes}.${away}`,
    {
      remedy: "Ask others to delegate to you, or somebody with more votes to propose it.",
      next: withAccount(context, "dao power"),
    },
  );
}
