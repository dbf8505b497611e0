import { read } from "../../../src/chain/read.ts";
import { commitUpdate } from "../../../src/training/commitUpdate.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { keepUpdateSecret, newUpdateSecret, updateSecretPath } from "../../round/updateSecret.ts";
import { approvalSteps } from "../../writing/approvalSteps.ts";

export type CommitInput = {
  readonly round: bigint;
  readonly update: string;
  readonly dataset: bigint;
  readonly license: bigint;
};

export async function run(context: Context, input: CommitInput): Promise<Answer> {
  const { round: roundId, dataset: datasetId, license: licenseId } = input;
  const updateDigest = await digestOf(input.update);
  const contributor = await context.address();
  const client = await context.client();
  const now = await context.now();
  const round = await findRound(client, roundId);
  await requirePhase(context, round, "Commit", "A commit");
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  if ((await read(rounds.updateOf(roundId, contributor))).committedAt !== 0n) {
    const who = nameAndAddress(await context.network(), contributor);
    throw new AdvisedError("ALREADY_COMMITTED", `${who} committed to round ${roundId} before.`, {
      remedy: `One update can be committed for each account. Reveal begins ${formatMoment(round.deadlines.commit, now)}.`,
      next: `round reveal ${roundId}`,
    });
  }
  const { bond, token, deadlines } = round;
  const unit = await context.unitOf(token);
  const approval = await approvalSteps(context, {
    token,
    unit,
    spender: client.addresses.trainingRounds,
    spenderName: "the rounds contract",
    amount: bond,
  });
  const path = await updateSecretPath(context, roundId, contributor);
  // Kept before anything is sent: a commitment whose salt is lost can never be revealed.
  const { salt } =
    context.options.dryRun === true ? newUpdateSecret(updateDigest) : await keepUpdateSecret(path, updateDigest);
  return context.carryOut({
    title: `Commit to an update of round ${roundId}`,
    facts: [
      ["Update", updateDigest],
      ["Right", `to train on dataset ${datasetId}: ${licenseId === 0n ? "you own it" : `license ${licenseId}`}`],
      ["Bond", `${formatAmount(bond, unit)}, returned at the reveal and lost without it`],
      ["Reveal", `from ${formatMoment(deadlines.commit, now)} to ${formatMoment(deadlines.reveal, now)}`],
      ["Salt", `kept in ${path}`],
      ...approval.facts,
    ],
    steps: [
      ...approval.steps,
      {
        label: "Commit to the update",
        act: (one) => commitUpdate(one, { roundId, updateDigest, salt, datasetId, licenseId }),
      },
    ],
    answer: () => ({
      data: { roundId, contributor, updateDigest, datasetId, licenseId, secretFile: path },
      text: () =>
        `Committed to round ${roundId}. Reveal it from ${formatMoment(deadlines.commit, now)} to ${formatMoment(deadlines.reveal, now)}.`,
      next: [`round reveal ${roundId}`],
    }),
  });
}
