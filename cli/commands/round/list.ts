import { deadlineSeconds } from "../../../src/training/deadlineSeconds.ts";
import type { Phase } from "../../../src/training/Phase.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { phaseEnd } from "../../round/phaseEnd.ts";
import { phaseOfRow } from "../../round/phaseOfRow.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";

export type ListInput = {
  readonly model?: bigint;
  readonly phase?: Phase;
  readonly sponsor?: string;
  readonly limit: number;
};

/** Rounds that are looked at together. */
const PAGE = 200;

export async function run(context: Context, { model, phase, sponsor, limit }: ListInput): Promise<Answer> {
  const where = {
    ...(model === undefined ? {} : { modelId: model }),
    ...(sponsor === undefined ? {} : { sponsor: await context.addressOf(sponsor) }),
  };
  const { index, now } = await context.indexed();
  const found = [];
  for (let offset = 0; found.length < limit; offset += PAGE) {
    const rows = index.rows("round", { where, orderBy: "id", descending: true, limit: PAGE, offset });
    for (const row of rows) {
      const state = phaseOfRow(row, now);
      if (phase === undefined || state.phase === phase)
        found.push({ ...row, ...state, failure: state.failure ?? null });
    }
    if (rows.length < PAGE) break;
  }
  const rounds = found.slice(0, limit);
  const newest = rounds[0];
  return {
    data: rounds.map((round) => ({ ...round, deadlines: deadlineSeconds(round.deadlines) })),
    text: async () => {
      const unitOf = await unitsOfTokens(
        context,
        rounds.map(({ token }) => token),
      );
      return formatTable(
        [
          { title: "Round", value: ({ id }) => String(id), isRight: true },
          { title: "Model", value: ({ modelId }) => String(modelId), isRight: true },
          { title: "Phase", value: (round) => round.phase },
          { title: "Revealed", value: ({ commits, reveals }) => `${reveals} of ${commits}`, isRight: true },
          { title: "Pot", value: ({ pot, token }) => formatAmount(pot, unitOf(token)), isRight: true },
          {
            title: "Ends (UTC)",
            value: (round) => {
              const end = phaseEnd(round.deadlines, round.phase)?.at ?? round.settledAt ?? round.closedAt;
              return end === null ? "" : formatTime(end);
            },
          },
        ],
        rounds,
        "No such round was opened.",
      );
    },
    next: newest === undefined ? [] : [`round show ${newest.id}`],
  };
}
