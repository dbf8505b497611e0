import type { TaskSpec } from "../../../src/training/TaskSpec.ts";

export type TrainingJob = {
  readonly roundId: bigint;
  readonly task: TaskSpec;
  /** Weights that the round starts from [P]. */
  readonly base: Float64Array;
  /** Unsigned 32 bits: the same whenever this service trains for the round, so that a lost update can be made again. */
  readonly seed: number;
  /** Aborted when the round is over or the service stops. */
  readonly signal: AbortSignal;
};

/** Whatever turns the owner's data into an update. */
export type Trainer = {
  /**
   * Resolves to the update, new weights − base [P]: finite, and of a length that can be scored.
   * @throws TrainerError when there is none; `TRAINER_STOPPED` when the job's signal was aborted.
   */
  train(job: TrainingJob): Promise<Float64Array>;
};
