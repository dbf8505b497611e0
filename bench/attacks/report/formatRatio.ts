/** A ratio with three decimals; a dash where there was nothing to compare with. */
export function formatRatio(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}
