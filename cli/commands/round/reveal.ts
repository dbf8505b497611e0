import { read } from "../../../src/chain/read.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { revealUpdate } from "../../../src/training/revealUpdate.ts";
import { updateCommitment } from "../../../src/training/updateCommitment.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { findRound } from "../../round/findRound.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { readUpdateSecrets, type UpdateSecret, updateSecretPath } from "../../round/updateSecret.ts";
import { usageError } from "../../usageError.ts";

export type RevealInput = { readonly round: bigint; readonly update?: string; readonly salt?: string };

export async function run(context: Context, input: RevealInput): Promise<Answer> {
  const { round: roundId } = input;
  const round = await findRound(await context.client(), roundId);
  await requirePhase(context, round, "Reveal", "A reveal");
  const { updateDigest, salt } = await secretOf(context, input);
  const unit = await context.unitOf(round.token);
  return context.carryOut({
    title: `Reveal an update of round ${roundId}`,
    facts: [
      ["Update", updateDigest],
      ["Bond", `${formatAmount(round.bond, unit)} come back`],
      ["File", "has to be in the store that oracles read, or it scores nothing"],
    ],
    steps: [{ label: "Reveal the update", act: (one) => revealUpdate(one, { roundId, updateDigest, salt }) }],
    answer: ([position]) => ({
      data: { roundId, updateDigest, position },
      text: () => `Revealed in round ${roundId}, as position ${position} of every score vector.`,
      next: [`round show ${roundId}`, "rewards list"],
    }),
  });
}

async function secretOf(context: Context, { round, update, salt }: RevealInput): Promise<UpdateSecret> {
  if (update !== undefined && salt !== undefined) return { updateDigest: update, salt };
  if (update !== undefined || salt !== undefined) throw usageError("--update and --salt belong together.");
  const contributor = await context.address();
  const path = await updateSecretPath(context, round, contributor);
  const secrets = await readUpdateSecrets(path);
  const { addresses, runner } = await context.client();
  const { chainId } = await context.network();
  const rounds = TrainingRounds__factory.connect(addresses.trainingRounds, runner);
  const { digest } = await read(rounds.updateOf(round, contributor));
  const of = { chainId: BigInt(chainId), trainingRounds: addresses.trainingRounds, roundId: round, contributor };
  const secret = secrets.find((one) => updateCommitment({ ...of, ...one }) === digest) ?? secrets[0];
  if (secret !== undefined) return secret;
  const who = nameAndAddress(await context.network(), contributor);
  throw new BaseError("NOT_FOUND", `No commit of ${who} to round ${round} was made with this home.`, {
    remedy: `Bring ${path} from where it was made, or give --update and --salt.`,
  });
}
