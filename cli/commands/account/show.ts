import { read } from "../../../src/chain/read.ts";
import { governanceParameters } from "../../../src/governance/governanceParameters.ts";
import { votingPowerOf } from "../../../src/governance/votingPowerOf.ts";
import { stakeOf } from "../../../src/staking/stakeOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context, Indexed } from "../../Context.ts";
import { ETHER, formatAmount } from "../../output/formatAmount.ts";
import { type Field, formatFields } from "../../output/formatFields.ts";
import { nameAndAddress } from "../../output/nameOf.ts";

export async function run(context: Context, { who }: { readonly who?: string }): Promise<Answer> {
  const account = await context.addressOf(who);
  const network = await context.network();
  const indexed = await context.indexed();
  const { index, client } = indexed;
  const unit = await context.unitOf(client.addresses.commonToken);
  const [ether, power, stake, { proposalThreshold }] = await Promise.all([
    read(client.runner.provider!.getBalance(account)),
    votingPowerOf(client, { account }),
    stakeOf(client, { account }),
    governanceParameters(client),
  ]);
  const licenses = index.rows("license", { where: { holder: account } }).length;
  const datasets = index.rows("dataset", { where: { provider: account } }).length;
  const models = index.rows("model", { where: { owner: account } }).length;
  const credits = index.rows("credit", { where: { account } }).filter(({ amount }) => amount > 0n);
  const units = await Promise.all(credits.map(({ currency }) => context.unitOf(currency)));
  const rounds = unclaimedRounds(indexed, account);
  const fees = unclaimedFees(indexed, account);
  const acting = `--account ${who ?? context.options.account ?? account}`;
  const isSilent = power.tokenBalance > 0n && power.tokenDelegatee === undefined;
  const amount = (value: bigint) => formatAmount(value, unit);
  return {
    data: {
      account,
      name: Object.entries(network.accounts).find(([, address]) => address === account)?.[0] ?? null,
      etherWei: ether,
      tokens: power.tokenBalance,
      stake,
      votes: power.total,
      tokenDelegatee: power.tokenDelegatee ?? null,
      canPropose: power.total >= proposalThreshold,
      licenses,
      datasets,
      models,
      credits: credits.map(({ currency, amount: credit }) => ({ currency, amount: credit })),
      rewardRounds: rounds,
      feeRounds: fees,
    },
    text: () =>
      formatFields([
        ["Account", nameAndAddress(network, account)],
        ["Ether", formatAmount(ether, ETHER)],
        ["Tokens", amount(power.tokenBalance)],
        [
          "Stake",
          `${amount(stake.active)}${stake.allocated === 0n ? "" : `, ${amount(stake.allocated)} of it in seats`}`,
        ],
        ["Leaving stake", stake.exiting === 0n ? undefined : amount(stake.exiting)],
        ["Votes", `${amount(power.total)}${isSilent ? "; its tokens have no delegate, so they do not vote" : ""}`],
        ["Datasets", datasets === 0 ? undefined : String(datasets)],
        ["Models", models === 0 ? undefined : String(models)],
        ["Licenses", licenses === 0 ? "none" : String(licenses)],
        ...credits.map(
          ({ amount: credit }, k): Field => ["Credit", `${formatAmount(credit, units[k]!)} at the market`],
        ),
        ["Rewards", rounds.length === 0 ? undefined : `may wait in ${roundsIn(rounds)}`],
        ["Fees", fees.length === 0 ? undefined : `wait in ${roundsIn(fees)}`],
      ]),
    next: [
      ...(isSilent ? [`dao delegate ${acting}`] : []),
      ...(rounds.length > 0 ? [`rewards list ${acting}`] : []),
      ...fees.slice(0, 1).map((roundId) => `round claim-fee ${roundId} ${acting}`),
      ...(credits.length > 0 ? [`license withdraw-credit ${acting}`] : []),
      ...(licenses > 0 ? [`license list ${acting}`] : []),
    ],
  };
}

/** Settled rounds in which the account contributed and has claimed nothing. What came in since, only the pool knows. */
function unclaimedRounds({ index }: Indexed, account: string): bigint[] {
  const claimed = new Set(index.rows("rewardClaim", { where: { contributor: account } }).map(({ roundId }) => roundId));
  return index
    .rows("roundUpdate", { where: { contributor: account }, orderBy: "roundId" })
    .filter(({ revealedAt, roundId }) => revealedAt !== null && !claimed.has(roundId))
    .map(({ roundId }) => roundId)
    .filter((roundId) => index.row("round", { id: roundId })?.settledAt != null);
}

/** Settled rounds that the account judged and has not been paid for. */
function unclaimedFees({ index }: Indexed, account: string): bigint[] {
  return index
    .rows("roundOracle", { where: { oracle: account }, orderBy: "roundId" })
    .filter(({ revealedAt, feeClaimedAt }) => revealedAt !== null && feeClaimedAt === null)
    .map(({ roundId }) => roundId)
    .filter((roundId) => index.row("round", { id: roundId })?.settledAt != null);
}

function roundsIn(roundIds: readonly bigint[]): string {
  return `${roundIds.length === 1 ? "round" : "rounds"} ${roundIds.join(", ")}`;
}
