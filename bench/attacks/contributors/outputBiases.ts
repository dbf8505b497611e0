import type { AttackContext } from "../AttackContext.ts";

/**
 * Noise where gradients live: normal numbers on the biases of the last layer, zero elsewhere. It needs no data, and is not
 * isotropic, which is what the test of work takes noise to be.
 */
export function outputBiases({ network, base, random }: AttackContext): Float64Array {
  const classes = network.widths.at(-1) as number;
  return base.map((_, p) => (p >= base.length - classes ? random.gaussian() : 0));
}
