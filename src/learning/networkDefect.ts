import type { Network } from "./Network.ts";

/**
 * Why a network cannot be built, or undefined. It takes what a file held, so that the reader of a task and
 * `assertFits` judge by the same rules.
 */
export function networkDefect(network: { readonly [field in keyof Network]?: unknown }): string | undefined {
  const { widths, activation = "relu", loss = "softmax", classWeights } = network;
  if (!Array.isArray(widths) || widths.length < 2) return "A network needs at least two widths";
  const wrong = widths.find((width) => !Number.isSafeInteger(width) || width < 1);
  if (wrong !== undefined) return `The width ${wrong} is not a positive integer`;
  if (activation !== "relu" && activation !== "tanh") return `The activation ${String(activation)} is not known`;
  if (loss !== "softmax" && loss !== "squared") return `The loss ${String(loss)} is not known`;
  if (classWeights === undefined) return undefined;
  if (loss === "squared") return "Class weights have no meaning for squared loss";
  const classes = widths[widths.length - 1];
  if (!Array.isArray(classWeights) || classWeights.length !== classes)
    return `There is not one weight per ${classes} classes`;
  const bad = classWeights.find((weight) => !Number.isFinite(weight) || weight <= 0);
  return bad === undefined ? undefined : `The class weight ${bad} is not a positive number`;
}
