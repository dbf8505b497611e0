import type { Row } from "../../../src/indexing/tables.ts";
import { withdrawEarnings } from "../../../src/market/withdrawEarnings.ts";
import type { Index } from "../../../src/node/indexing/openIndex.ts";
import type { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { type EscrowState, escrowsOf } from "../../market/escrowsOf.ts";
import { licensesSoldBy } from "../../market/licensesSoldBy.ts";
import { requireRow } from "../../market/requireRow.ts";
import { addUp, sumsInWords } from "../../market/sumsInWords.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import type { Field } from "../../output/formatFields.ts";
import { nameOf } from "../../output/nameOf.ts";

/** Licenses per transaction: together they need well below the gas of a block. */
const MOST = 200;
/** Licenses that the preview names. */
const SHOWN = 8;

export async function run(
  context: Context,
  { license: ids }: { readonly license?: readonly bigint[] },
): Promise<Answer> {
  const { index, client: reading } = await context.indexed();
  const licenses =
    ids === undefined || ids.length === 0
      ? await licensesSoldBy(index, await context.address())
      : await Promise.all([...new Set(ids)].map((id) => requireRow(index, "license", id)));
  const escrows = (await escrowsOf(reading, licenses)).filter(({ due }) => due > 0n).sort(byPayment);
  if (escrows.length === 0) throw nothingDue(context, licenses);
  const sums = escrows.map(({ license, due }) => ({ currency: license.currency, amount: due }));
  const chunks = Array.from({ length: Math.ceil(escrows.length / MOST) }, (_, k) =>
    escrows.slice(k * MOST, (k + 1) * MOST).map(({ license }) => license.id),
  );
  return context.carryOut({
    title: `Withdraw what ${escrows.length === 1 ? "a license has" : `${escrows.length} licenses have`} earned`,
    facts: [
      ...(await Promise.all(escrows.slice(0, SHOWN).map((escrow) => fieldOf(context, index, escrow)))),
      ["More", escrows.length > SHOWN ? `${escrows.length - SHOWN} licenses` : undefined],
      ["Together", `${await sumsInWords(context, sums)}, and what is earned until it is included`],
    ],
    steps: chunks.map((licenseIds, k) => ({
      label: chunks.length === 1 ? "Withdraw the earnings" : `Withdraw the earnings, part ${k + 1}`,
      act: (client) => withdrawEarnings(client, { licenseIds }),
    })),
    answer: async (results) => {
      const total = (results as readonly bigint[]).reduce((sum, one) => sum + one, 0n);
      const currencies = addUp(sums).map(({ currency }) => currency);
      const words =
        currencies.length === 1
          ? formatAmount(total, await context.unitOf(currencies[0]!))
          : await sumsInWords(context, sums);
      return {
        data: { licenseIds: escrows.map(({ license }) => license.id), currencies, amount: total },
        text: () => `${words} paid out.`,
        next: [`license list --provider ${context.options.account ?? (await context.address())}`],
      };
    },
  });
}

/** Neighbors with one owner and currency are paid in one transfer. */
function byPayment({ license: a }: EscrowState, { license: b }: EscrowState): number {
  return a.currency.localeCompare(b.currency) || Number(a.id - b.id);
}

async function fieldOf(context: Context, index: Index, { license, due }: EscrowState): Promise<Field> {
  const { currency, kind, assetId } = license;
  const owner =
    kind === "dataset"
      ? (await requireRow(index, "dataset", assetId)).provider
      : (await requireRow(index, "model", assetId)).owner;
  const payee = nameOf(await context.network(), owner);
  const amount = formatAmount(due, await context.unitOf(currency));
  return [`License ${license.id}`, `${amount} for ${assetWords(license)}, to ${payee}`];
}

function nothingDue(context: Context, licenses: readonly Row<"license">[]): AdvisedError {
  const who = context.options.account ?? "The account";
  const why =
    licenses.length === 0
      ? `${who} sold no license on what it owns now.`
      : `Everything that ${licenses.length === 1 ? `license ${licenses[0]!.id}` : `these ${licenses.length} licenses`} earned is taken.`;
  return nothingToClaim(`There is nothing to withdraw. ${why}`, {
    remedy: "Fees are earned with time, until a license ends.",
    next: licenses.length === 0 ? "license offer list" : `license show ${licenses[0]!.id}`,
  });
}
