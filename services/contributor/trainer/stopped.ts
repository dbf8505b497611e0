import { TrainerError } from "./TrainerError.ts";

/** The error of a training that its signal ended. */
export function stopped(roundId: bigint): TrainerError {
  return new TrainerError("TRAINER_STOPPED", `The training for round ${roundId} was stopped.`, {
    remedy: "Nothing is wrong: the round is over, or the service stops.",
  });
}
