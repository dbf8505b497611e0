import { toUtf8String } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { isTransmission } from "../learning/compression/isTransmission.ts";
import { networkDefect } from "../learning/networkDefect.ts";
import { DEFAULT_SCORING_OPTIONS } from "../scoring/ScoringOptions.ts";
import type { TaskSpec } from "./TaskSpec.ts";

/**
 * Reads what `writeTaskSpec` wrote.
 * @throws BaseError `TASK_UNREADABLE` when it is no such file.
 */
export function readTaskSpec(bytes: Uint8Array): TaskSpec {
  const value = parse(bytes);
  if (!isTaskSpec(value)) {
    throw new BaseError("TASK_UNREADABLE", "The task file is not a commonweights.task.v1 document.", {
      remedy: "The round cannot be scored: call its slices void.",
    });
  }
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(toUtf8String(bytes));
  } catch (cause) {
    throw new BaseError("TASK_UNREADABLE", "The task file is not JSON.", {
      remedy: "The round cannot be scored: call its slices void.",
      cause,
    });
  }
}

function isTaskSpec(value: unknown): value is TaskSpec {
  if (!isRecord(value) || value.format !== "commonweights.task.v1") return false;
  const { network, training, scoring, seed, transmission } = value;
  return (
    isRecord(network) &&
    networkDefect(network) === undefined &&
    isRecord(training) &&
    isTraining(training) &&
    isRecord(scoring) &&
    Object.keys(DEFAULT_SCORING_OPTIONS).every((option) => Number.isFinite(scoring[option])) &&
    Number.isSafeInteger(seed) &&
    (transmission === undefined || isTransmission(transmission))
  );
}

function isTraining({ steps, batchSize, learningRate, weightDecay, optimizer }: Record<string, unknown>): boolean {
  if (!isCount(steps) || !isCount(batchSize) || batchSize === 0) return false;
  if (!Number.isFinite(learningRate) || !Number.isFinite(weightDecay) || !isRecord(optimizer)) return false;
  const { kind, momentum, beta1, beta2, epsilon } = optimizer;
  if (kind === "sgd" || kind === "nesterov") return isDecayRate(momentum);
  return kind === "adamw" && isDecayRate(beta1) && isDecayRate(beta2) && Number.isFinite(epsilon);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isDecayRate(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value < 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
