import { claimerOf } from "../../../src/rewards/claimerOf.ts";
import { percentOf } from "../../../src/verification/percentOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatFields } from "../../output/formatFields.ts";
import { formatNumber } from "../../output/formatNumber.ts";
import { formatTable } from "../../output/formatTable.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";
import { wrap } from "../../output/wrap.ts";
import { type Earning, type Reward, readRewards } from "../../rewards/readRewards.ts";
import { whyNothing } from "../../rewards/whyNothing.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";

type Total = Omit<Earning, "funded">;
type Line = Total & { readonly round: string; readonly model: string; readonly share: string };

export async function run(context: Context, { who }: { readonly who?: string }): Promise<Answer> {
  const contributor = await context.addressOf(who);
  const network = await context.network();
  const indexed = await context.indexed();
  const rewards = await readRewards(indexed, contributor);
  const claimer = await claimerOf(indexed.client, { contributor });
  const totals = totalsOf(rewards);
  const forThem = (command: string) =>
    who === undefined ? withAccount(context, command) : `${command} --account ${who}`;
  const claimable = totals.some((total) => total.claimable > 0n);
  return {
    data: { contributor, claimer: claimer ?? null, rewards: rewards.map(plain), totals },
    text: async () => {
      const unitOf = await unitsOfTokens(
        context,
        totals.map(({ token }) => token),
      );
      const number = (amount: bigint, token: string) => formatNumber(amount, unitOf(token));
      const lines: Line[] = [
        ...rewards.flatMap(linesOf),
        ...totals.map((total) => ({ ...total, round: "Total", model: "", share: "" })),
      ];
      const others = rewards.filter(({ earnings }) => earnings.length === 0);
      const parts = [
        formatFields([
          ["Contributor", nameAndAddress(network, contributor)],
          ["Claimer", claimer === undefined ? undefined : nameAndAddress(network, claimer)],
        ]),
      ];
      if (lines.length > 0) {
        parts.push(
          formatTable(
            [
              { title: "Round", value: ({ round }) => round, isRight: true },
              { title: "Model", value: ({ model }) => model, isRight: true },
              { title: "Share", value: ({ share }) => share, isRight: true },
              { title: "Token", value: ({ token }) => unitOf(token).symbol },
              { title: "Earned", value: ({ earned, token }) => number(earned, token), isRight: true },
              { title: "Claimed", value: ({ claimed, token }) => number(claimed, token), isRight: true },
              { title: "Claimable", value: (line) => number(line.claimable, line.token), isRight: true },
            ],
            lines,
            "",
          ),
        );
      }
      if (rewards.length === 0) parts.push("It committed no update to any round.");
      if (others.length > 0) {
        parts.push(others.flatMap((reward) => wrap(whyNothing(reward, indexed.now), 80)).join("\n"));
      }
      return parts.join("\n\n");
    },
    next: [
      ...(claimable ? [forThem("rewards claim")] : []),
      ...otherClaims(rewards),
      ...explainable(rewards).map(forThem),
    ],
  };
}

/** As JSON has it: the proof is what a claim needs and nobody reads. */
function plain({ update, share, roundId, modelId, phase, failure, totalScore, earnings }: Reward) {
  const { datasetId, licenseId, revenueShareBps, updateDigest } = update;
  return {
    roundId,
    modelId,
    phase,
    failure: failure ?? null,
    datasetId,
    licenseId,
    revenueShareBps,
    updateDigest,
    index: share?.index ?? null,
    score: share?.score ?? null,
    totalScore,
    earnings,
  };
}

function linesOf({ roundId, modelId, share, totalScore, earnings }: Reward): Line[] {
  const part = share === undefined || share.score === 0 ? "none" : percentOf(BigInt(share.score), BigInt(totalScore));
  return earnings.map((earning) => ({ ...earning, round: String(roundId), model: String(modelId), share: part }));
}

function totalsOf(rewards: readonly Reward[]): Total[] {
  const totals = new Map<string, Total>();
  for (const { token, earned, claimed, claimable } of rewards.flatMap(({ earnings }) => earnings)) {
    const sum = totals.get(token) ?? { token, earned: 0n, claimed: 0n, claimable: 0n };
    totals.set(token, {
      token,
      earned: sum.earned + earned,
      claimed: sum.claimed + claimed,
      claimable: sum.claimable + claimable,
    });
  }
  return [...totals.values()];
}

/** Money of failed rounds, which is no reward but waits all the same. */
function otherClaims(rewards: readonly Reward[]): string[] {
  return rewards.flatMap(({ roundId, failure, update }) => {
    if (failure === "NoCommittee" && update.bondReturnedAt === null) return [`round reclaim-bond ${roundId}`];
    const isForfeited = failure === "SponsorSilent" || failure === "SlicesVoid";
    const waits = isForfeited && update.position !== null && update.forfeitPaid === null;
    return waits ? [`round claim-forfeited ${roundId}`] : [];
  });
}

function explainable(rewards: readonly Reward[]): string[] {
  const settled = rewards.find(({ share }) => share !== undefined);
  if (settled === undefined) return [];
  return [`rewards explain ${settled.roundId}`];
}
