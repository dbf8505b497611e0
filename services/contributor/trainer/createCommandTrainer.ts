import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { writeParameters } from "../../../src/learning/writeParameters.ts";
import { writeTaskSpec } from "../../../src/training/writeTaskSpec.ts";
import { readWeights } from "./readWeights.ts";
import { requireUpdate } from "./requireUpdate.ts";
import { type CommandOutcome, runCommand } from "./runCommand.ts";
import { stopped } from "./stopped.ts";
import type { Trainer, TrainingJob } from "./Trainer.ts";
import { TrainerError } from "./TrainerError.ts";

export type CommandTrainerParameters = {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  /** From the start of the program. */
  readonly timeoutSeconds: number;
  /** The largest `weights.safetensors` that is read. */
  readonly maxBytes: number;
  /** Each job's folder is made in this one, which is made when it is not there. */
  readonly workFolder: string;
  /** Between SIGTERM and SIGKILL; 10 unless given. */
  readonly graceSeconds?: number;
  /** Keeps the folders; false unless given. */
  readonly keepFolders?: boolean;
  /** Where PATH, HOME and LANG come from; the service's own unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

const PASSED_ON = ["PATH", "HOME", "LANG"] as const;

/** Lets a program train: docs/training.md says what it finds in its folder and what it leaves there. */
export function createCommandTrainer(parameters: CommandTrainerParameters): Trainer {
  return {
    async train(job) {
      if (job.signal.aborted) throw stopped(job.roundId);
      const folder = await createFolder(parameters.workFolder, job);
      try {
        return await trainIn(folder, job, parameters);
      } finally {
        if (!parameters.keepFolders) await deleteFolder(folder);
      }
    },
  };
}

/** Readable by the service's user only. */
async function createFolder(workFolder: string, { roundId, task, base }: TrainingJob): Promise<string> {
  const parent = resolve(workFolder);
  let folder: string | undefined;
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    folder = await mkdtemp(join(parent, `round-${roundId}-`));
    await writeFile(join(folder, "task.json"), writeTaskSpec(task));
    await writeFile(join(folder, "base.safetensors"), writeParameters(base));
    return folder;
  } catch (cause) {
    if (folder !== undefined) await deleteFolder(folder);
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new TrainerError("TRAINER_FAILED", `No folder for the trainer could be made in ${parent} (${code}).`, {
      remedy: "Let this service's user write there, and leave room on the disk.",
      cause,
    });
  }
}

/** A folder that cannot be deleted must not cost the round its update. */
async function deleteFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

async function trainIn(folder: string, job: TrainingJob, parameters: CommandTrainerParameters): Promise<Float64Array> {
  const { roundId, base, signal } = job;
  const { command, timeoutSeconds, maxBytes, graceSeconds = 10, environment = process.env } = parameters;
  const passedOn = PASSED_ON.flatMap((name): [string, string][] => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value]];
  });
  const outcome = await runCommand({
    command,
    folder,
    environment: {
      ...Object.fromEntries(passedOn),
      COMMONWEIGHTS_ROUND: roundId.toString(),
      COMMONWEIGHTS_FOLDER: folder,
      COMMONWEIGHTS_SEED: String(job.seed),
    },
    timeoutSeconds,
    graceSeconds,
    signal,
  }).catch((cause: Error & { code?: string }) => {
    throw new TrainerError("TRAINER_FAILED", `The trainer ${command[0]} cannot be started (${cause.code}).`, {
      remedy: "Give the program's absolute path, and let this service's user run it.",
      cause,
    });
  });
  requireSuccess(outcome, job, parameters);
  const path = join(folder, "weights.safetensors");
  return requireUpdate(await readWeights({ path, parameters: base.length, maxBytes }), base);
}

function requireSuccess(
  { endedBy, exitCode, exitSignal, output }: CommandOutcome,
  { roundId }: TrainingJob,
  { command, timeoutSeconds }: CommandTrainerParameters,
): void {
  if (endedBy === "abort") throw stopped(roundId);
  if (endedBy === "timeout") {
    const message = `The trainer ${command[0]} was not done after ${timeoutSeconds} s, in round ${roundId}.`;
    throw new TrainerError("TRAINER_TIMEOUT", message, {
      remedy: "Raise timeoutSeconds, or let it train less.",
      detail: output,
    });
  }
  if (exitCode === 0) return;
  const how = exitSignal === null ? `exit code ${exitCode}` : `killed by ${exitSignal}`;
  throw new TrainerError("TRAINER_FAILED", `The trainer ${command[0]} failed in round ${roundId}: ${how}.`, {
    remedy: "What it printed last is the error's detail.",
    detail: output,
  });
}
