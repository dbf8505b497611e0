/** `part` of `whole` in percent, rounded to a hundredth, with its sign. `whole` is above 0. */
export function percentOf(part: bigint, whole: bigint): string {
  const hundredths = (20_000n * part + whole) / (2n * whole);
  return `${(Number(hundredths) / 100).toFixed(2)} %`;
}
