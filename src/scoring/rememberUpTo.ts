/** `load` with a memory: what it gave is kept, and not asked for again, while all that is kept is at most `most` in size. */
export function rememberUpTo<T>(
  most: number,
  sizeOf: (value: T) => number,
  load: (index: number) => Promise<T>,
): (index: number) => Promise<T> {
  const kept = new Map<number, { readonly value: T }>();
  let size = 0;
  return async (index) => {
    const known = kept.get(index);
    if (known !== undefined) return known.value;
    const value = await load(index);
    if (size + sizeOf(value) <= most) {
      size += sizeOf(value);
      kept.set(index, { value });
    }
    return value;
  };
}
