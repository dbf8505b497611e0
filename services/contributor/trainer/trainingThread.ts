import { parentPort, workerData } from "node:worker_threads";
import { BaseError } from "../../../src/errors/BaseError.ts";
import type { TrainingAnswer, TrainingOrder } from "./TrainingOrder.ts";
import { trainOnFile } from "./trainOnFile.ts";

/** The thread that `createBuiltInTrainer` starts: carries out one order, answers once and ends. */
try {
  const weights = await trainOnFile(workerData as TrainingOrder);
  parentPort?.postMessage({ weights } satisfies TrainingAnswer, [weights.buffer as ArrayBuffer]);
} catch (error) {
  parentPort?.postMessage({ failure: describe(error) } satisfies TrainingAnswer);
}

/** An error that is not ours might quote a row: its name has to do. */
function describe(error: unknown): { code: string; message: string; remedy: string } {
  if (error instanceof BaseError) {
    const [message = "", ...remedy] = error.message.split("\n");
    return { code: error.code, message, remedy: remedy.join("\n") };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return {
    code: "TRAINER_FAILED",
    message: `The built-in trainer broke (${name}).`,
    remedy: "Report it with the task's digest; leave out your data.",
  };
}
