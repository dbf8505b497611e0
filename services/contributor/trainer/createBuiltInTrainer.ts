import { Worker } from "node:worker_threads";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { moduleBeside } from "../../../src/node/moduleBeside.ts";
import type { ExamplesSource } from "./ExamplesSource.ts";
import { requireUpdate } from "./requireUpdate.ts";
import { stopped } from "./stopped.ts";
import type { Trainer } from "./Trainer.ts";
import { TrainerError } from "./TrainerError.ts";
import type { TrainingAnswer, TrainingOrder } from "./TrainingOrder.ts";

export type BuiltInTrainerParameters = {
  /** Read again for every round, so that rows may be added while the service runs. */
  readonly source: ExamplesSource;
  /** Unsigned 32 bits; in place of the job's. */
  readonly seed?: number | undefined;
};

/**
 * Trains as the task says, on rows that stay in a thread of their own, which ends with the training: the service's loop
 * keeps turning meanwhile, and an aborted signal ends the thread at once.
 */
export function createBuiltInTrainer({ source, seed }: BuiltInTrainerParameters): Trainer {
  return {
    async train({ roundId, task: { network, training }, base, signal, seed: own }) {
      if (signal.aborted) throw stopped(roundId);
      const stream: [number, number] = [Number(roundId & 0xffffffffn), Number((roundId >> 32n) & 0xffffffffn)];
      const answer = await askThread({ source, network, training, base, seed: [seed ?? own, ...stream] }, signal);
      if (answer === undefined) throw stopped(roundId);
      if ("weights" in answer) return requireUpdate(answer.weights, base);
      const { code, message, remedy } = answer.failure;
      if (isTrainerCode(code)) throw new TrainerError(code, message, { remedy });
      throw new BaseError(code, message, { remedy });
    },
  };
}

/** Resolves to undefined when the signal ended the thread. */
function askThread(order: TrainingOrder, signal: AbortSignal): Promise<TrainingAnswer | undefined> {
  const thread = new Worker(moduleBeside("trainingThread", import.meta.url), { workerData: order });
  const end = () => void thread.terminate();
  signal.addEventListener("abort", end, { once: true });
  return new Promise<TrainingAnswer | undefined>((resolve, reject) => {
    const fail = (reason: string) =>
      reject(
        new TrainerError("TRAINER_FAILED", `The training thread ended without an answer (${reason}).`, {
          remedy: "If it ran out of memory, give Node more of it, or train with a command.",
        }),
      );
    thread.once("message", resolve);
    thread.once("error", (error) => fail("code" in error ? String(error.code) : error.name));
    thread.once("exit", (code) => (signal.aborted ? resolve(undefined) : fail(`exit code ${code}`)));
  }).finally(() => signal.removeEventListener("abort", end));
}

function isTrainerCode(code: string): code is "TRAINER_DATA" | "TRAINER_FAILED" {
  return code === "TRAINER_DATA" || code === "TRAINER_FAILED";
}
