import { describeVerification } from "../../../src/verification/describeVerification.ts";
import { verifyRound } from "../../../src/verification/verifyRound.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { ExitCode } from "../../ExitCode.ts";
import { openStore } from "../../openStore.ts";
import { wrap } from "../../output/wrap.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";

export type VerifyInput = { readonly round: bigint; readonly store: string };

export async function run(context: Context, { round: roundId, store }: VerifyInput): Promise<Answer> {
  const files = await openStore(store);
  await requirePhase(context, await findRound(await context.client(), roundId), "Settled", "Verifying it");
  const { client } = await context.indexed();
  const verification = await verifyRound(client, files, { roundId });
  const isIdentical = verification.difference === undefined;
  return {
    data: { isIdentical, ...verification, compared: Object.fromEntries(verification.compared) },
    text: () => wrap(describeVerification(verification), 80).join("\n"),
    next: isIdentical ? [`round updates ${roundId}`] : [`round contest ${roundId} --reason FILE`],
    exitCode: isIdentical ? ExitCode.Done : ExitCode.No,
  };
}
