import { BaseError } from "../../src/errors/BaseError.ts";
import type { Phase } from "../../src/training/Phase.ts";
import type { Round } from "../../src/training/roundOf.ts";
import type { Context } from "../Context.ts";
import { formatMoment } from "../output/formatMoment.ts";
import { phaseBegin, phaseEnd } from "./phaseEnd.ts";
import { failureWords } from "./phaseWords.ts";

/**
 * Says when something can be done to a round that cannot be done now. Not for `--calldata`: a multisig may sign early.
 * @param act What is wanted, as the subject of "belongs to Opening".
 * @throws BaseError `WRONG_PHASE` with when the phase begins, or that it is over.
 */
export async function requirePhase(context: Context, round: Round, wanted: Phase, act: string): Promise<void> {
  const { roundId, phase } = round;
  if (phase === wanted || context.options.calldata === true) return;
  const now = await context.now();
  throw new BaseError("WRONG_PHASE", `Round ${roundId} ${stateOf(round, now)}. ${act} ${placeOf(wanted)}.`, {
    remedy: `${remedyOf(round, wanted, now)}See commonweights round show ${roundId}.`,
  });
}

function stateOf({ phase, failure, deadlines }: Round, now: number): string {
  if (failure !== undefined) return `failed: ${failureWords[failure]}`;
  if (phase === "Settled") return "is settled";
  const end = phaseEnd(deadlines, phase);
  return end === undefined ? `is in ${phase}` : `is in ${phase} until ${formatMoment(end.at, now)}`;
}

function placeOf(wanted: Phase): string {
  if (wanted === "Failed") return "is for rounds that failed";
  return wanted === "Settled" ? "comes after settlement" : `belongs to ${wanted}`;
}

function remedyOf({ phase, failure, deadlines }: Round, wanted: Phase, now: number): string {
  if (wanted === "Failed" || wanted === "Settled") return "";
  const isOver = phase === "Settled" || failure !== undefined;
  const begin = phaseBegin(deadlines, wanted);
  if (isOver || begin === undefined || begin <= BigInt(now)) return "That phase is over. ";
  return `${wanted} begins ${formatMoment(begin, now)}, if the round has not failed by then. `;
}
