import { parameterCount } from "../../src/learning/parameterCount.ts";
import type { TaskSpec } from "../../src/training/TaskSpec.ts";

/** What a task asks for, in words, a line each for network, training, updates and pay. */
export function describeTask({ network, training, scoring, transmission }: TaskSpec): string {
  const { widths, activation = "relu", loss = "softmax" } = network;
  const { steps, batchSize, learningRate, weightDecay, optimizer } = training;
  const written =
    transmission === undefined || transmission.kind === "dense"
      ? `every number, ${transmission?.bits ?? 64} bits`
      : `the ${transmission.kept} greatest of every ${transmission.chunkSize} numbers, ${transmission.bits} bits`;
  return [
    `network ${widths.join(" → ")} (${widths.length > 2 ? `${activation}, ` : ""}${loss}): ${parameterCount(network)} parameters`,
    `training: ${steps} steps of ${batchSize} rows with ${optimizer.kind}, learning rate ${learningRate}, weight decay ${weightDecay}`,
    `updates: ${written}`,
    `pay: the whole pot for a validation loss lower by ${Number((100 * scoring.fullPayGainRatio).toFixed(4))} %`,
  ].join("\n");
}
