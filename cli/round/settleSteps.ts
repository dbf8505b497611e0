import { sendAll } from "../../src/chain/send.ts";
import { assessColumns, type SettlementParts, settleColumns } from "../../src/scoring/settlementParts.ts";
import { ScoreBoard__factory } from "../../typechain-types/index.ts";
import type { Step } from "../writing/Deed.ts";

/**
 * The calls that settle a round from position `settled` on. Each resolves to the events `ScoresSettled`: one, from the last.
 * The parts come from kept events, because reading them while sending would scan the chain.
 */
export function settleSteps(roundId: bigint, parts: SettlementParts, settled: number): Step[] {
  const all = settleColumns(parts, settled);
  return all.map((columns, k) => ({
    label: all.length === 1 ? "Settle the scores" : `Settle the scores, part ${k + 1} of ${all.length}`,
    act: (client) => {
      const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
      return sendAll(client, board, "ScoresSettled", () => board.settle(roundId, columns));
    },
  }));
}

/** The calls that compute how far members were from the common vector, all of them or one oracle's; none without one. */
export function assessSteps(roundId: bigint, { members, vectors, common }: SettlementParts, oracle?: string): Step[] {
  if (common === undefined) return [];
  const agreed = members.find((member) => member.oracle === common.oracle)?.sealedHash;
  return members.flatMap((member, seat) => {
    const own = vectors.find((vector) => vector.oracle === member.oracle);
    if (own === undefined || member.isAssessed || member.sealedHash === agreed) return [];
    if (oracle !== undefined && member.oracle !== oracle) return [];
    return assessColumns(own, common).map(
      (columns): Step => ({
        label: `Assess the dissent of seat ${seat}`,
        act: (client) => {
          const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
          return sendAll(client, board, "DissentAssessed", () =>
            board.assessDissent(roundId, seat, columns.own, columns.common),
          );
        },
      }),
    );
  });
}
