import { phases } from "../../training/Phase.ts";
import { words } from "../words.ts";
import type { Explanation } from "./Remedies.ts";

const FAILED = phases.indexOf("Failed");
const SETTLED = phases.indexOf("Settled");

type PhaseArgs = { readonly roundId: unknown; readonly actual: unknown; readonly expected: unknown };

/** Explains a call that belongs to another phase of its round. */
export function inAnotherPhase({ roundId, actual, expected }: PhaseArgs): Explanation {
  const happened = `Round ${roundId} is in phase ${words.phase(actual)}; this belongs to phase ${words.phase(expected)}`;
  return [happened, remedyFor(Number(actual), Number(expected))];
}

function remedyFor(actual: number, expected: number): string {
  if (actual === 0) return "Check the number of the round.";
  if (actual === FAILED) return "The round failed. Close it; then everybody can take back what is theirs.";
  if (actual === SETTLED) return "The round is settled, and nothing in it changes any more.";
  if (expected === FAILED) return "Only a failed round can be closed. Its deadlines say what happens next.";
  if (actual < expected) return `Wait until the round is in ${words.phase(expected)}; its deadlines say when that is.`;
  return `${words.phase(expected)} is over in this round. Take part in the next one, and watch its deadlines.`;
}
