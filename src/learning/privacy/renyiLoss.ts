import { exp } from "../exp.ts";
import { log } from "../log.ts";
import type { NoisySteps } from "./PrivacyPlan.ts";
import { RENYI_ORDERS } from "./RENYI_ORDERS.ts";

const LOG_FACTORIALS = logFactorials(RENYI_ORDERS[RENYI_ORDERS.length - 1] as number);

/**
 * Rényi divergence, in nats, that `steps` steps of the sampled Gaussian mechanism give away at an integer `order` in
 * [2, 1024], when a row is added or removed (Mironov, Talwar and Zhang 2019, section 3.3):
 * steps / (α − 1) · ln Σ_k C(α, k) (1 − q)^(α−k) q^k exp(k (k − 1) / 2σ²); for q = 1 it is steps · α / 2σ².
 * The sum is taken over logarithms, because its terms leave the doubles.
 */
export function renyiLoss({ samplingRate, noiseMultiplier, steps }: NoisySteps, order: number): number {
  const doubleVariance = 2 * noiseMultiplier * noiseMultiplier;
  if (samplingRate === 1) return (steps * order) / doubleVariance;
  const logIn = log(samplingRate);
  const logOut = log(1 - samplingRate);
  const terms = new Float64Array(order + 1);
  let greatest = -Infinity;
  for (let k = 0; k <= order; k++) {
    const term = logBinomial(order, k) + k * logIn + (order - k) * logOut + (k * (k - 1)) / doubleVariance;
    terms[k] = term;
    if (term > greatest) greatest = term;
  }
  let sum = 0;
  for (const term of terms) sum += exp(term - greatest);
  // Never below zero, which rounding alone can cause.
  return (steps * Math.max(0, greatest + log(sum))) / (order - 1);
}

function logBinomial(n: number, k: number): number {
  return (LOG_FACTORIALS[n] as number) - (LOG_FACTORIALS[k] as number) - (LOG_FACTORIALS[n - k] as number);
}

function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = (logs[n - 1] as number) + log(n);
  return logs;
}
