import { calldataOf } from "../../../src/chain/calldataOf.ts";
import { contestProvenance } from "../../../src/training/contestProvenance.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { formatFields } from "../../output/formatFields.ts";
import { findRound } from "../../round/findRound.ts";

export type ContestInput = { readonly round: bigint; readonly reason: string };

export async function run(context: Context, { round: roundId, reason }: ContestInput): Promise<Answer> {
  const reasonDigest = await digestOf(reason);
  const client = await context.client();
  const { modelId, isContested } = await findRound(client, roundId);
  const [call] = await calldataOf(client, (one) => contestProvenance(one, { roundId, reasonDigest }));
  const { to, data } = call!;
  return {
    data: { roundId, modelId, reasonDigest, isContested, call: { to, data, value: 0n } },
    text: () =>
      formatFields([
        ["Round", `${roundId} of model ${modelId}${isContested ? ", which was contested before" : ""}`],
        ["Effect", "versions born in it can never be promoted; nothing undoes it"],
        ["Who may", "the members alone, by a proposal with this call"],
        ["To", to],
        ["Data", data],
      ]),
    next: [`dao propose call --to ${to} --data ${data} --description "Contest the provenance of round ${roundId}"`],
  };
}
