import { getAddress, isAddress } from "ethers";
import { claimerOf } from "../../../src/rewards/claimerOf.ts";
import { claimRewards, type Share } from "../../../src/rewards/claimRewards.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { nothingToClaim } from "../../nothingToClaim.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { type Reward, readRewards } from "../../rewards/readRewards.ts";
import { whyNothing } from "../../rewards/whyNothing.ts";
import { findRound } from "../../round/findRound.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";
import { usageError } from "../../usageError.ts";

export type ClaimInput = { readonly round?: readonly bigint[]; readonly token?: string; readonly contributor?: string };

/** Shares in one transaction: about 7 million gas. */
const SHARES_PER_CALL = 100;
const MOST_REASONS = 5;

type Claim = { readonly token: string; readonly shares: readonly Share[]; readonly amount: bigint };

export async function run(context: Context, input: ClaimInput): Promise<Answer> {
  if (input.token !== undefined && !isAddress(input.token))
    throw usageError(`--token: "${input.token}" is no address.`);
  const caller = await context.address();
  const contributor = await context.addressOf(input.contributor);
  const network = await context.network();
  const client = await context.client();
  for (const roundId of input.round ?? []) await findRound(client, roundId);
  const indexed = await context.indexed();
  const rewards = await readRewards(indexed, contributor, input.round);
  const claims = claimsOf(rewards, input.token === undefined ? undefined : getAddress(input.token));
  const who = nameAndAddress(network, contributor);
  if (claims.length === 0) throw nothing(who, input, rewards, indexed.now);
  const claimer = await claimerOf(client, { contributor });
  const recipient = caller === claimer ? caller : contributor;
  const unitOf = await unitsOfTokens(
    context,
    claims.map(({ token }) => token),
  );
  return context.carryOut({
    title: `Claim rewards of ${who}`,
    facts: [
      ["Paid to", nameAndAddress(network, recipient)],
      ...claims.map(
        ({ token, shares, amount }) =>
          ["Amount", `${formatAmount(amount, unitOf(token))} of ${roundWords(shares)}`] as const,
      ),
      ...sharedWords(rewards).map((words) => ["Of it", words] as const),
    ],
    steps: claims.map(({ token, shares, amount }) => ({
      label: `Claim ${formatAmount(amount, unitOf(token))}`,
      act: (one) => claimRewards(one, { contributor, token, shares }),
    })),
    answer: (results) => {
      const paid = claims.map(({ token, shares }, k) => ({
        token,
        amount: results[k] as bigint,
        roundIds: shares.map(({ roundId }) => roundId),
      }));
      return {
        data: { contributor, recipient, claims: paid },
        text: () =>
          paid.map(({ token, amount }) => `${formatAmount(amount, unitOf(token))} claimed for ${who}.`).join("\n"),
        next: [`rewards list ${contributor}`, `account show ${recipient}`],
      };
    },
  });
}

/** Every share that can claim something, by token. */
function claimsOf(rewards: readonly Reward[], wanted: string | undefined): Claim[] {
  const byToken = new Map<string, { readonly share: Share; readonly amount: bigint }[]>();
  // Oldest first, as they were earned.
  for (const { share, earnings } of [...rewards].reverse()) {
    for (const { token, claimable } of earnings) {
      if (share === undefined || claimable === 0n || (wanted !== undefined && token !== wanted)) continue;
      byToken.set(token, [...(byToken.get(token) ?? []), { share, amount: claimable }]);
    }
  }
  const claims: Claim[] = [];
  for (const [token, parts] of byToken) {
    for (let first = 0; first < parts.length; first += SHARES_PER_CALL) {
      const some = parts.slice(first, first + SHARES_PER_CALL);
      const amount = some.reduce((sum, part) => sum + part.amount, 0n);
      claims.push({ token, amount, shares: some.map(({ share }) => share) });
    }
  }
  return claims;
}

function nothing(who: string, { round, token }: ClaimInput, rewards: readonly Reward[], now: number) {
  const where = round === undefined ? "any round" : `round ${round.join(", ")}`;
  if (rewards.length === 0) {
    return nothingToClaim(`${who} committed no update to ${where}, so it earned nothing there.`, {
      remedy: "Contributors earn by training: docs/training.md.",
      next: round === undefined ? "round list --phase Commit" : `round updates ${round[0]}`,
    });
  }
  const reasons = rewards.slice(0, MOST_REASONS).map((reward) => whyNothing(reward, now));
  const rest = rewards.length - reasons.length;
  return nothingToClaim(`Nothing can be claimed for ${who}${token === undefined ? "" : " in that token"}.`, {
    remedy: [...reasons, ...(rest > 0 ? [`And ${rest} earlier rounds.`] : [])].join("\n"),
    next: "rewards list",
  });
}

/** What the owners of datasets get of it, a line for each dataset. */
function sharedWords(rewards: readonly Reward[]): string[] {
  const lines = new Map<string, bigint[]>();
  for (const { roundId, update, earnings } of [...rewards].reverse()) {
    if (update.revenueShareBps === 0 || earnings.every(({ claimable }) => claimable === 0n)) continue;
    const words = `${update.revenueShareBps / 100} % to the owner of dataset ${update.datasetId}`;
    lines.set(words, [...(lines.get(words) ?? []), roundId]);
  }
  return [...lines].map(([words, ids]) => `${words}, for round${ids.length === 1 ? "" : "s"} ${ids.join(", ")}`);
}

function roundWords(shares: readonly Share[]): string {
  const ids = shares.map(({ roundId }) => String(roundId));
  return ids.length === 1 ? `round ${ids[0]}` : `rounds ${ids.join(", ")}`;
}
