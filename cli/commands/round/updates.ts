import { shareOf } from "../../../src/scoring/settlement.ts";
import { sharesOf } from "../../../src/scoring/sharesOf.ts";
import { percentOf } from "../../../src/verification/percentOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatNumber } from "../../output/formatNumber.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";
import { findRound } from "../../round/findRound.ts";

export async function run(context: Context, { round: roundId }: { readonly round: bigint }): Promise<Answer> {
  await findRound(await context.client(), roundId);
  const { index, client } = await context.indexed();
  const network = await context.network();
  const round = await findRound(client, roundId);
  const rows = index.rows("roundUpdate", { where: { roundId }, orderBy: "committedAt" });
  const scores = new Map(
    round.isSettled ? (await sharesOf(client, { roundId })).map(({ contributor, score }) => [contributor, score]) : [],
  );
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0);
  const pot = index.row("pot", { roundId, token: round.token });
  const updates = rows.map((row) => {
    const score = scores.get(row.contributor) ?? null;
    const earned = score === null ? null : shareOf(pot?.funded ?? 0n, score, BigInt(total));
    return { ...row, score, earned };
  });
  const share = (score: number | null) =>
    score === null ? "" : total === 0 ? "none" : percentOf(BigInt(score), BigInt(total));
  return {
    data: { roundId, phase: round.phase, token: round.token, totalScore: total, updates },
    text: async () => {
      const unit = await context.unitOf(round.token);
      return formatTable(
        [
          {
            title: "#",
            value: ({ position }) => (position === null ? "" : String(position)),
            isRight: true,
          },
          { title: "Contributor", value: ({ contributor }) => nameOf(network, contributor) },
          { title: "Dataset", value: ({ datasetId }) => String(datasetId), isRight: true },
          {
            title: "License",
            value: ({ licenseId }) => (licenseId === null ? "own" : String(licenseId)),
            isRight: true,
          },
          {
            title: "Revealed (UTC)",
            value: ({ revealedAt }) => (revealedAt === null ? "not revealed" : formatTime(revealedAt)),
          },
          { title: "Share", value: ({ score }) => share(score), isRight: true },
          {
            title: `Earned (${unit.symbol})`,
            value: ({ earned }) => (earned === null ? "" : formatNumber(earned, unit)),
            isRight: true,
          },
        ],
        updates,
        "Nobody committed an update.",
      );
    },
    next: round.isSettled ? [`rewards explain ${roundId} --account CONTRIBUTOR`] : [`round show ${roundId}`],
  };
}
