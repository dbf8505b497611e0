import { BaseError } from "../../../src/errors/BaseError.ts";
import { openSlices } from "../../../src/training/openSlices.ts";
import { type HiddenSlices, slicesCommitment } from "../../../src/training/slicesCommitment.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findRound } from "../../round/findRound.ts";
import { readSlices } from "../../round/readSlices.ts";
import { requirePhase } from "../../round/requirePhase.ts";
import { usageError } from "../../usageError.ts";

export type OpenSlicesInput = {
  readonly round: bigint;
  readonly slices?: string;
  readonly root?: string;
  readonly validation?: string;
  readonly salt?: string;
};

export async function run(context: Context, input: OpenSlicesInput): Promise<Answer> {
  const { round: roundId } = input;
  const slices = await slicesIn(input);
  const round = await findRound(await context.client(), roundId);
  await requirePhase(context, round, "Opening", "Opening the slices");
  const commitment = slicesCommitment(slices);
  if (commitment !== round.slicesCommitment && context.options.calldata !== true) {
    throw new BaseError("SLICES_MISMATCH", `These are not the slices that round ${roundId} was opened with.`, {
      remedy: `They give ${commitment}; the round has ${round.slicesCommitment}. Name the file of this round.`,
    });
  }
  return context.carryOut({
    title: `Open the slices of round ${roundId}`,
    facts: [
      ["Root slice", slices.rootSliceDigest],
      ["Validation slice", slices.validationSliceDigest],
      ["Files", "have to be in the store that oracles read before they score"],
    ],
    steps: [{ label: "Open the slices", act: (client) => openSlices(client, { roundId, slices }) }],
    answer: () => ({
      data: { roundId, ...slices },
      text: () => `The slices of round ${roundId} are open.`,
      next: [`round show ${roundId}`],
    }),
  });
}

async function slicesIn({ slices, root, validation, salt }: OpenSlicesInput): Promise<HiddenSlices> {
  if (slices !== undefined) return readSlices(slices);
  if (root === undefined || validation === undefined || salt === undefined) {
    throw usageError("Give --slices FILE, or all of --root, --validation and --salt.");
  }
  return { rootSliceDigest: root, validationSliceDigest: validation, salt };
}
