import { exp } from "./exp.ts";
import { log } from "./log.ts";

/**
 * Cross-entropy of the softmax of `classes` logits that start at `at`, in nats; writes its derivative by the logits,
 * softmax − one-hot, to the same places of `errors`. The greatest logit is taken out first, so that exp cannot overflow.
 */
export function softmaxLoss(
  logits: Float64Array,
  at: number,
  classes: number,
  label: number,
  errors: Float64Array,
): number {
  let greatest = logits[at] as number;
  for (let c = 1; c < classes; c++) {
    const logit = logits[at + c] as number;
    if (logit > greatest) greatest = logit;
  }
  let total = 0;
  for (let c = 0; c < classes; c++) {
    const e = exp((logits[at + c] as number) - greatest);
    errors[at + c] = e;
    total += e;
  }
  for (let c = 0; c < classes; c++) errors[at + c] = (errors[at + c] as number) / total;
  errors[at + label] = (errors[at + label] as number) - 1;
  return log(total) + greatest - (logits[at + label] as number);
}
