import { createRandom } from "../../src/learning/createRandom.ts";
import { initializeParameters } from "../../src/learning/initializeParameters.ts";
import { parameterCount } from "../../src/learning/parameterCount.ts";
import { attributeGain } from "../../src/scoring/contribution/attributeGain.ts";

const NETWORK = { widths: [800, 1000, 200, 10] };
const ROWS = 200;
const SPREAD = 1e-6;

/** Attributes a round of made-up terms that arrive one at a time; what it took, peak memory of the whole process included. */
export function measureLarge(contributors: number) {
  const random = createRandom(1);
  const base = initializeParameters(NETWORK, random);
  const validation = {
    width: 800,
    features: Float64Array.from({ length: ROWS * 800 }, () => random.gaussian()),
    labels: Uint32Array.from({ length: ROWS }, () => random.integer(10)),
  };
  const buffer = new Float64Array(base.length);
  const termOf = (i: number): Float64Array => {
    let word = i + 1;
    for (let p = 0; p < buffer.length; p++) {
      word = (Math.imul(word, 1664525) + 1013904223) | 0;
      buffer[p] = (SPREAD * word) / 2 ** 31;
    }
    return buffer;
  };
  const started = process.cpuUsage();
  const { nodes, gradients } = attributeGain({
    network: NETWORK,
    base,
    terms: { count: contributors, termOf },
    validation,
    quadratureTolerance: 0.02,
  });
  const { user, system } = process.cpuUsage(started);
  return {
    parameters: parameterCount(NETWORK),
    /** Of processor time, half of it spent on making the terms up. */
    seconds: (user + system) / 1e6,
    mebibytes: process.resourceUsage().maxRSS / 1024,
    nodes,
    gradients,
  };
}
