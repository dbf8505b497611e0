import { ZeroHash } from "ethers";
import type { ScoreBoard } from "../../../typechain-types/index.ts";
import { emptyRoundOracle } from "../emptyRoundOracle.ts";
import type { Handlers } from "../Handlers.ts";
import { upsertRow } from "../upsertRow.ts";

/** Seats, what oracles said in rounds, and what became of it. */
export const scoreBoardHandlers: Handlers<ScoreBoard> = {
  SeatTaken: (writer, { modelId, oracle, stake }, { timestamp }) =>
    upsertRow(
      writer,
      "seat",
      { modelId, oracle, stake: 0n, takenAt: timestamp, leftAt: null },
      // More stake for a held seat is no new seat.
      (seat) => ({ stake, leftAt: null, takenAt: seat.stake === 0n ? timestamp : seat.takenAt }),
    ),
  SeatLeft: (writer, { modelId, oracle }, { timestamp }) =>
    writer.update("seat", { modelId, oracle }, () => ({ stake: 0n, leftAt: timestamp })),
  CommitteeSeated: (writer, { roundId, size, totalStake }) =>
    writer.update("round", { id: roundId }, () => ({ committeeSize: Number(size), committeeStake: totalStake })),
  ScoresCommitted: (writer, { roundId, oracle, commitment }, { timestamp }) =>
    upsertRow(writer, "roundOracle", emptyRoundOracle(roundId, oracle), ({ commits }) => ({
      commitment,
      commits: commits + 1,
      committedAt: timestamp,
    })),
  ScoresRevealed: (writer, { roundId, oracle, vectorHash, aggregateDigest }, { timestamp }) =>
    writer.update("roundOracle", { roundId, oracle }, () => ({ vectorHash, aggregateDigest, revealedAt: timestamp })),
  SlicesRejected: (writer, { roundId, oracle, reasonDigest }, { timestamp }) =>
    writer.update("roundOracle", { roundId, oracle }, () => ({ isVoid: true, reasonDigest, revealedAt: timestamp })),
  ChunkSettled: (writer, { roundId, settled, totalScore }) =>
    writer.update("round", { id: roundId }, () => ({ settledCount: Number(settled), totalScore: Number(totalScore) })),
  ScoresSettled: (writer, { roundId, root, totalScore, aggregateDigest }) =>
    writer.update("round", { id: roundId }, () => ({
      scoreRoot: root,
      totalScore: Number(totalScore),
      aggregateDigest: aggregateDigest === ZeroHash ? null : aggregateDigest,
    })),
  DissentAssessed: (writer, { roundId, oracle, disagreement }) =>
    writer.update("roundOracle", { roundId, oracle }, () => ({ disagreement: Number(disagreement) })),
  FeeClaimed: (writer, { roundId, oracle, amount }, { timestamp }) =>
    writer.update("roundOracle", { roundId, oracle }, () => ({ fee: amount, feeClaimedAt: timestamp })),
  SilenceSlashed: (writer, { roundId, oracle, amount }, { timestamp }) =>
    writer.update("roundOracle", { roundId, oracle }, () => ({ slashed: amount, slashedAt: timestamp })),
};
