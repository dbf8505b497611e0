/** A function that lets through the first `most` different values of a label, and calls the rest "other": each value costs memory for ever. */
export function boundedLabels(most: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= most || value.length > 128) return "other";
    known.add(value);
    return value;
  };
}
