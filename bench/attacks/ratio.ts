/** The quotient, or null when there is nothing to compare with. */
export function ratio(value: number, whole: number): number | null {
  return whole === 0 ? null : value / whole;
}
