/** Largest of one number of each item; 0 when none is above. */
export function maximumOf<T>(items: readonly T[], numberOf: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, numberOf(item)), 0);
}
