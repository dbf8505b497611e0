import { read } from "../../../src/chain/read.ts";
import { exitsOf } from "../../../src/staking/exitsOf.ts";
import { stakeOf } from "../../../src/staking/stakeOf.ts";
import { Staking__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { type Field, formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";

export async function run(context: Context, { who }: { readonly who?: string }): Promise<Answer> {
  const account = await context.addressOf(who);
  const network = await context.network();
  const { index, client, now } = await context.indexed();
  const unit = await context.unitOf(client.addresses.commonToken);
  const staking = Staking__factory.connect(client.addresses.staking, client.runner);
  const [stake, exits, delegatee] = await Promise.all([
    stakeOf(client, { account }),
    exitsOf(client, { account }),
    read(staking.delegates(account)),
  ]);
  const seats = index
    .rows("seat", { where: { oracle: account }, orderBy: "modelId" })
    .map(({ modelId, stake: amount }) => ({ modelId, stake: amount }));
  const isDue = exits.some(({ unlockedAt }) => Number(unlockedAt) <= now);
  const actingAs = (command: string) =>
    who === undefined ? withAccount(context, command) : `${command} --account ${who}`;
  const amount = (units: bigint) => formatAmount(units, unit);
  return {
    data: {
      account,
      ...stake,
      voter: delegatee,
      seats,
      exits: exits.map((exit) => ({ ...exit, unlockedAt: Number(exit.unlockedAt) })),
    },
    text: () =>
      formatFields([
        ["Account", nameAndAddress(network, account)],
        ["Staked", amount(stake.active)],
        ["In seats", seats.length === 0 && stake.allocated === 0n ? "none" : amount(stake.allocated)],
        ...seats.map(({ modelId, stake: units }): Field => [`  model ${modelId}`, amount(units)]),
        ["Free", `${amount(stake.free)}, to take a seat or to leave`],
        ["Votes for", delegatee === account ? "itself" : nameAndAddress(network, delegatee)],
        [
          "Leaving",
          stake.exiting === 0n && exits.length === 0 ? "nothing" : `${amount(stake.exiting)}, without a vote`,
        ],
        ...exits.map(({ exitId, amount: units, unlockedAt }): Field => {
          const from = `from ${formatMoment(unlockedAt, now)}`;
          return [`  exit ${exitId}`, `${amount(units)}, ${Number(unlockedAt) <= now ? "can be released now" : from}`];
        }),
      ]),
    ...(isDue
      ? { next: [actingAs("stake release")] }
      : stake.active === 0n
        ? { next: [actingAs("stake add 500")] }
        : {}),
  };
}
