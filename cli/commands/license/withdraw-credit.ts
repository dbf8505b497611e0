import { getAddress, isAddress } from "ethers";
import { withdrawCredit } from "../../../src/market/withdrawCredit.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { sumsInWords } from "../../market/sumsInWords.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import type { Field } from "../../output/formatFields.ts";
import { usageError } from "../../usageError.ts";

export async function run(context: Context, { currency }: { readonly currency?: string }): Promise<Answer> {
  if (currency !== undefined && !isAddress(currency)) {
    throw usageError(`--currency: it must be the address of a token, not "${currency}".`);
  }
  const { index } = await context.indexed();
  const account = await context.address();
  const only = currency === undefined ? {} : { currency: getAddress(currency) };
  const rows = await index.rows("credit", { where: { account, ...only }, orderBy: "currency" });
  const credits = rows.filter(({ amount }) => amount > 0n);
  if (credits.length === 0) {
    const who = context.options.account ?? account;
    throw nothingToClaim(`There is nothing to withdraw. The market holds no credit of ${who}.`, {
      remedy:
        "A credit comes from a license that ended early: its unearned fee for the holder, its earned one for the provider.",
      next: `license list --holder ${who}`,
    });
  }
  const units = await Promise.all(credits.map((credit) => context.unitOf(credit.currency)));
  return context.carryOut({
    title: "Withdraw what the market holds for you",
    facts: credits.map(({ amount }, k): Field => ["Credit", formatAmount(amount, units[k]!)]),
    steps: credits.map((credit, k) => ({
      label: `Withdraw ${formatAmount(credit.amount, units[k]!)}`,
      act: (client) => withdrawCredit(client, { currency: credit.currency }),
    })),
    answer: async (results) => {
      const sums = credits.map((credit, k) => ({ currency: credit.currency, amount: results[k] as bigint }));
      const words = await sumsInWords(context, sums);
      return {
        data: { account, withdrawn: sums },
        text: () => `${words} paid out.`,
        next: [`account show ${context.options.account ?? account}`],
      };
    },
  });
}
