import { read } from "../../../src/chain/read.ts";
import { delegateStake } from "../../../src/staking/delegateStake.ts";
import { delegateVotes } from "../../../src/token/delegateVotes.ts";
import { CommonToken__factory, Staking__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { startedBefore } from "../../dao/startedBefore.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import type { Field } from "../../output/formatFields.ts";
import { nameAndAddress, nameOf } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";
import type { Step } from "../../writing/Deed.ts";

export type DelegateInput = { readonly to?: string; readonly only?: "tokens" | "stake" };

export async function run(context: Context, { to, only }: DelegateInput): Promise<Answer> {
  const account = await context.address();
  const delegatee = to === undefined ? account : await context.addressOf(to);
  const network = await context.network();
  const indexed = await context.indexed();
  const { client, now } = indexed;
  const token = CommonToken__factory.connect(client.addresses.commonToken, client.runner);
  const staking = Staking__factory.connect(client.addresses.staking, client.runner);
  const [balance, tokenVoter, stake, stakeVoter, unit] = await Promise.all([
    read(token.balanceOf(account)),
    read(token.delegates(account)),
    read(staking.stakeOf(account)),
    read(staking.delegates(account)),
    context.unitOf(client.addresses.commonToken),
  ]);
  const amount = (units: bigint) => formatAmount(units, unit);
  const who = delegatee === account ? "oneself" : nameAndAddress(network, delegatee);
  const short = delegatee === account ? "oneself" : nameOf(network, delegatee);
  const steps: Step[] = [];
  if (only !== "stake" && tokenVoter !== delegatee) {
    steps.push({
      label: `Delegate the votes of tokens to ${short}`,
      act: (writer) => delegateVotes(writer, { delegatee }),
    });
  }
  // Without stake there is nothing to say, unless it is asked for.
  if (only === "stake" || (only === undefined && stake > 0n)) {
    if (stakeVoter !== delegatee) {
      steps.push({
        label: `Delegate the votes of stake to ${short}`,
        act: (writer) => delegateStake(writer, { delegatee }),
      });
    }
  }
  const data = { account, delegatee, tokens: balance, stake };
  if (steps.length === 0) {
    return {
      data: { ...data, transactions: [] },
      text: () => `Nothing to do: ${only === "stake" ? "the stake votes" : "the votes go"} there already.`,
      next: [withAccount(context, "dao power")],
    };
  }
  const started = await startedBefore(indexed);
  const facts: Field[] = [
    ["Votes go to", who],
    ["Tokens", only === "stake" ? undefined : `${amount(balance)} held now, and whatever comes later`],
    ["Stake", only === "tokens" || stake === 0n ? undefined : `${amount(stake)} staked now, and whatever comes later`],
    ["Counts", "in every proposal whose voting starts after this transaction"],
    [
      "Not in",
      started.length === 0
        ? undefined
        : `${started.map(({ number }) => `proposal ${number}`).join(", ")}, whose voting has started`,
    ],
    ["Undone by", "delegating again; the tokens stay where they are"],
  ];
  return context.carryOut({
    title: `Delegate votes to ${short}`,
    facts,
    steps,
    answer: () => ({
      data: { ...data, countsFrom: now, notIn: started.map(({ number }) => number) },
      text: () =>
        `${amount((only === "stake" ? 0n : balance) + (only === "tokens" ? 0n : stake))} vote through ${
          delegatee === account ? "you" : short
        } from now on.`,
      next: [withAccount(context, "dao power"), "dao proposal list"],
    }),
  });
}
