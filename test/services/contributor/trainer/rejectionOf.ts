import { TrainerError } from "../../../../services/contributor/trainer/TrainerError.ts";

/** The TrainerError that a promise rejects with; anything else fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<TrainerError> {
  const outcome = await promise.then(
    () => new Error("It resolved."),
    (error: unknown) => error,
  );
  if (outcome instanceof TrainerError) return outcome;
  throw outcome;
}
