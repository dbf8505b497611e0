/** What makes an update unusable: a wrong length or numbers that are not finite. Undefined when it is fine. */
export function updateDefect(update: Float64Array | undefined, parameters: number): string | undefined {
  if (update === undefined) return "no readable update";
  if (update.length !== parameters) return `has ${update.length} numbers, the network has ${parameters} parameters`;
  let squares = 0;
  for (const [i, value] of update.entries()) {
    if (!Number.isFinite(value)) return `number ${i} is not finite`;
    squares += value * value;
  }
  if (!Number.isFinite(squares)) return "its length overflows";
  return undefined;
}
