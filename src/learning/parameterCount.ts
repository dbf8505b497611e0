import type { Network } from "./Network.ts";

/** The length of the network's flat parameter array. */
export function parameterCount({ widths }: Network): number {
  let count = 0;
  for (let l = 1; l < widths.length; l++) count += (widths[l] as number) * ((widths[l - 1] as number) + 1);
  return count;
}
