import { toUtf8String } from "ethers";
import { BaseError } from "../errors/BaseError.ts";
import { isTransmission } from "../learning/compression/isTransmission.ts";
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
    Array.isArray(network.widths) &&
    network.widths.length >= 2 &&
    network.widths.every((width) => Number.isSafeInteger(width) && width > 0) &&
    isRecord(training) &&
    ["steps", "batchSize", "learningRate", "weightDecay"].every((key) => Number.isFinite(training[key])) &&
    isRecord(training.optimizer) &&
    isRecord(scoring) &&
    Object.values(scoring).every((option) => Number.isFinite(option)) &&
    Number.isSafeInteger(seed) &&
    (transmission === undefined || isTransmission(transmission))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
