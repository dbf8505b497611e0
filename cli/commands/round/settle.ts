import type { LogDescription } from "ethers";
import { ZeroHash } from "ethers";
import { read } from "../../../src/chain/read.ts";
import { settlementParts } from "../../../src/scoring/settlementParts.ts";
import { ScoreBoard__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { assessSteps, settleSteps } from "../../round/settleSteps.ts";

export async function run(context: Context, { round: roundId }: { readonly round: bigint }): Promise<Answer> {
  await requirePhase(context, await findRound(await context.client(), roundId), "Settling", "Settling it");
  const { client } = await context.indexed();
  const board = ScoreBoard__factory.connect(client.addresses.scoreBoard, client.runner);
  const parts = await settlementParts(client, { roundId });
  const { settled } = await read(board.committeeOf(roundId));
  // A settled round counts all as settled; its calls are then shown as they were.
  const isDone = Number(settled) >= parts.count;
  const steps = settleSteps(roundId, parts, isDone ? 0 : Number(settled));
  const assessing = assessSteps(roundId, parts);
  return context.carryOut({
    title: `Settle round ${roundId}`,
    facts: [
      ["Contributors", String(parts.count)],
      ["Oracles", `${parts.vectors.length} of ${parts.members.length} revealed scores`],
      [
        "Consensus",
        parts.common === undefined
          ? "the stake-weighted median of their vectors"
          : "one vector, which more than half of the stake revealed",
      ],
      ["For ever", "scores become shares, and cannot change any more"],
    ],
    steps: [...steps, ...assessing],
    answer: (results) => {
      const events = results.slice(0, steps.length).flat() as LogDescription[];
      const { root, totalScore, aggregateDigest } = events[0]!.args;
      return {
        data: { roundId, root, totalScore, aggregateDigest, assessed: assessing.length },
        text: () =>
          aggregateDigest === ZeroHash
            ? `Round ${roundId} is settled. No stake majority agreed on an aggregate, so it made no version.`
            : `Round ${roundId} is settled, and made a candidate version.`,
        next: [`round updates ${roundId}`, "rewards list", `rewards explain ${roundId}`],
      };
    },
  });
}
