import { parameterCount } from "../learning/parameterCount.ts";
import type { TaskSpec } from "./TaskSpec.ts";

/** Most numbers of a model that is scored: 512 MiB as float64. */
const MOST_PARAMETERS = 67_108_864;
/** Most multiplications of one training as a task declares it: some minutes of one core. Scoring trains nine times. */
const MOST_WORK = 200_000_000_000;

/**
 * Why a task asks for more than an oracle has to do, or undefined. A bound of the protocol: every oracle says the same, and
 * calls the slices of such a round void.
 */
export function excessOf({ network, training }: TaskSpec): string | undefined {
  const parameters = parameterCount(network);
  if (!(parameters <= MOST_PARAMETERS))
    return `the model has ${parameters} parameters; at most ${MOST_PARAMETERS} are scored`;
  const work = training.steps * training.batchSize * parameters;
  if (!(work <= MOST_WORK)) {
    return `training multiplies ${work} times (steps · batch · parameters); at most ${MOST_WORK} are permitted`;
  }
  return undefined;
}
