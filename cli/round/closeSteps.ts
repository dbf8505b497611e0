import { closeRound } from "../../src/training/closeRound.ts";
import type { Round } from "../../src/training/roundOf.ts";
import type { Step } from "../writing/Deed.ts";

/** A failed round pays nothing back before it is closed, which anyone may do: no step when somebody did. */
export function closeSteps({ roundId, phase, isClosed }: Round): readonly Step[] {
  if (phase !== "Failed" || isClosed) return [];
  return [{ label: `Close round ${roundId}`, act: (client) => closeRound(client, { roundId }) }];
}
