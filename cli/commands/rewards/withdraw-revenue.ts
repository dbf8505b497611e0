import { getAddress, isAddress } from "ethers";
import { datasetOf } from "../../../src/registry/datasetOf.ts";
import { withdrawRevenue } from "../../../src/rewards/withdrawRevenue.ts";
import type { Answer } from "../../Answer.ts";
import type { Context, Indexed } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { orNotFound } from "../../orNotFound.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";
import { usageError } from "../../usageError.ts";

export type WithdrawRevenueInput = { readonly dataset: bigint; readonly token?: string };

export async function run(context: Context, input: WithdrawRevenueInput): Promise<Answer> {
  const { dataset: datasetId } = input;
  if (input.token !== undefined && !isAddress(input.token))
    throw usageError(`--token: "${input.token}" is no address.`);
  const wanted = input.token === undefined ? undefined : getAddress(input.token);
  const client = await context.client();
  const reading = datasetOf(client, { datasetId });
  const { provider } = await orNotFound(reading, `dataset ${datasetId}`, "dataset list");
  const indexed = await context.indexed();
  const rows = indexed.index
    .rows("revenue", { where: { datasetId } })
    .filter(({ token }) => wanted === undefined || token === wanted)
    .map(({ token, shared, withdrawn }) => ({ token, amount: shared - withdrawn }));
  let waiting = rows.filter(({ amount }) => amount > 0n);
  if (waiting.length === 0) {
    // A multisig may sign before anything waits.
    if (context.options.calldata !== true) throw nothing(indexed, datasetId, rows.length > 0);
    waiting = [{ token: wanted ?? client.addresses.commonToken, amount: 0n }];
  }
  const unitOf = await unitsOfTokens(
    context,
    waiting.map(({ token }) => token),
  );
  const owner = nameAndAddress(await context.network(), provider);
  return context.carryOut({
    title: `Withdraw the revenue of dataset ${datasetId}`,
    facts: [
      ["Paid to", `${owner}, who owns it`],
      ...waiting.map(({ token, amount }) => ["Amount", formatAmount(amount, unitOf(token))] as const),
    ],
    steps: waiting.map(({ token, amount }) => ({
      label: amount === 0n ? "Withdraw" : `Withdraw ${formatAmount(amount, unitOf(token))}`,
      act: (one) => withdrawRevenue(one, { datasetId, token }),
    })),
    answer: (results) => {
      const paid = waiting.map(({ token }, k) => ({ token, amount: results[k] as bigint }));
      return {
        data: { datasetId, owner: provider, paid },
        text: () =>
          paid.map(({ token, amount }) => `${formatAmount(amount, unitOf(token))} went to ${owner}.`).join("\n"),
        next: [`rewards revenue ${provider}`, `account show ${provider}`],
      };
    },
  });
}

function nothing({ index }: Indexed, datasetId: bigint, isWithdrawn: boolean) {
  const rounds = index
    .rows("roundUpdate", { where: { datasetId } })
    .filter(({ revenueShareBps }) => revenueShareBps > 0)
    .map(({ roundId }) => roundId);
  const remedy =
    rounds.length === 0
      ? "No update was trained on it under a license with a revenue share."
      : `Revenue is set aside when contributors claim; those of rounds ${[...new Set(rounds)].join(", ")} share with it.`;
  const why = isWithdrawn ? "everything was withdrawn before" : "nothing was set aside yet";
  return nothingToClaim(`No revenue waits for the owner of dataset ${datasetId}: ${why}.`, {
    remedy,
    next: rounds.length === 0 ? `dataset show ${datasetId}` : `round updates ${rounds[0]}`,
  });
}
