import type { Client } from "../../../src/client.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { committeeOf } from "../../../src/scoring/committeeOf.ts";
import { readVectors } from "../../../src/scoring/readVectors.ts";
import { FULL_SCORE } from "../../../src/scoring/settlement.ts";
import { describeUpdate } from "../../../src/verification/describeUpdate.ts";
import { explainUpdate } from "../../../src/verification/explainUpdate.ts";
import { percentOf } from "../../../src/verification/percentOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { openStore } from "../../openStore.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { type Field, formatFields } from "../../output/formatFields.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameAndAddress, nameOf } from "../../output/nameOf.ts";
import { withAccount } from "../../output/withAccount.ts";
import { wrap } from "../../output/wrap.ts";
import { type Reward, readRewards } from "../../rewards/readRewards.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";

export type ExplainInput = { readonly round: bigint; readonly contributor?: string; readonly store?: string };

/** What one member of the committee said about the contributor. */
type Opinion = {
  readonly oracle: string;
  readonly stake: bigint;
  /** Parts per billion; null when it revealed none. */
  readonly score: number | null;
};

export async function run(context: Context, input: ExplainInput): Promise<Answer> {
  const { round: roundId, store } = input;
  await requirePhase(context, await findRound(await context.client(), roundId), "Settled", "An explanation");
  const contributor = await context.addressOf(input.contributor);
  const network = await context.network();
  const indexed = await context.indexed();
  const { index, client } = indexed;
  const [reward] = await readRewards(indexed, contributor, [roundId]);
  if (reward === undefined) {
    throw new BaseError("NOT_FOUND", `${nameAndAddress(network, contributor)} did not commit to round ${roundId}.`, {
      remedy: `Those who did: commonweights round updates ${roundId}`,
    });
  }
  const pots = index.rows("pot", { where: { roundId } });
  const opinions = await opinionsOf(client, reward);
  const explained =
    store === undefined ? undefined : await explainUpdate(client, await openStore(store), { roundId, contributor });
  const { update, share, totalScore, earnings, modelId } = reward;
  const own = pots.find(({ earned }) => earned !== null);
  return {
    data: {
      roundId,
      modelId,
      contributor,
      update,
      index: share?.index ?? null,
      score: share?.score ?? null,
      totalScore,
      pots,
      earnings,
      oracles: opinions,
      ...(explained === undefined ? {} : { explained }),
    },
    text: async () => {
      const unitOf = await unitsOfTokens(
        context,
        pots.map(({ token }) => token),
      );
      const amount = (units: bigint, token: string) => formatAmount(units, unitOf(token));
      const fields: Field[] = [
        ["Round", `${roundId} of model ${modelId}`],
        ["Contributor", nameAndAddress(network, contributor)],
        ["Update", updateWords(reward)],
        ["Score", scoreWords(reward)],
        ["Share", shareWords(reward)],
        [
          "Pot",
          own?.earned == null
            ? undefined
            : `${amount(own.earned, own.token)} was earned at settlement: of what was at risk the sum of the scores, ${totalScore} of ${FULL_SCORE} parts`,
        ],
        ...earnings.flatMap(({ token, funded, earned, claimed, claimable }): Field[] => [
          ["Money", `${amount(funded, token)} for the shares by now, what was paid in later included`],
          ["Earned", amount(earned, token)],
          ["Claimed", amount(claimed, token)],
          ["Claimable", amount(claimable, token)],
        ]),
        [
          "Of it",
          update.revenueShareBps === 0
            ? undefined
            : `${update.revenueShareBps / 100} % go to the owner of dataset ${update.datasetId}, as its license says`,
        ],
        ["Oracles", oracleWords(opinions, share?.score, (oracle) => nameOf(network, oracle))],
      ];
      const parts = [formatFields(fields)];
      if (explained !== undefined) {
        parts.push(`Step by step, scored again from the files:\n${wrap(describeUpdate(explained), 80).join("\n")}`);
      }
      return parts.join("\n\n");
    },
    next: [
      ...(earnings.some(({ claimable }) => claimable > 0n) ? [withAccount(context, "rewards claim")] : []),
      ...(store === undefined ? [withAccount(context, `rewards explain ${roundId} --store FOLDER`)] : []),
      `round updates ${roundId}`,
    ],
  };
}

async function opinionsOf(client: Client, { roundId, share }: Reward): Promise<Opinion[]> {
  const [members, { vectors }] = await Promise.all([
    committeeOf(client, { roundId }),
    readVectors(client, { roundId }),
  ]);
  const scoresOf = new Map(vectors.map(({ oracle, scores }) => [oracle, scores]));
  return members.map(({ oracle, stake }) => ({
    oracle,
    stake,
    score: share === undefined ? null : (scoresOf.get(oracle)?.[share.index] ?? null),
  }));
}

function updateWords({ update }: Reward): string {
  const right = update.licenseId === null ? "its own" : `under license ${update.licenseId}`;
  const committed = `committed ${formatTime(update.committedAt)} UTC, trained on dataset ${update.datasetId} (${right})`;
  if (update.revealedAt === null) return `${committed}; never revealed, so it was not scored`;
  return `${committed}\nrevealed ${formatTime(update.revealedAt)} UTC, as position ${update.position}: ${update.updateDigest}`;
}

function scoreWords({ share }: Reward): string | undefined {
  if (share === undefined) return undefined;
  const { score } = share;
  return `${score} of ${FULL_SCORE} parts of the pot (${percentOf(BigInt(score), FULL_SCORE)})`;
}

function shareWords({ share, totalScore }: Reward): string | undefined {
  if (share === undefined) return undefined;
  if (totalScore === 0) return "none: nobody earned anything in this round";
  const part = percentOf(BigInt(share.score), BigInt(totalScore));
  return `${part}: its score by the sum of all, ${totalScore}; of everything that ever reaches the pot`;
}

function oracleWords(
  opinions: readonly Opinion[],
  settled: number | undefined,
  name: (oracle: string) => string,
): string | undefined {
  if (settled === undefined) return undefined;
  const total = opinions.reduce((sum, { stake }) => sum + stake, 0n);
  const lines = opinions.map(({ oracle, stake, score }) => {
    const said = score === null ? "revealed no scores" : `says ${score}${score === settled ? "" : ", which differs"}`;
    return `${name(oracle)} (${percentOf(stake, total)} of the stake) ${said}`;
  });
  const agreeing = opinions.filter(({ score }) => score === settled).length;
  return [`${agreeing} of ${opinions.length} say what was settled`, ...lines].join("\n");
}
