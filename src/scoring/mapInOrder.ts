/**
 * Results of `change` in the order of the items, with at most `most` calls under way or waiting to be taken. When one fails
 * no other is begun, and the error is thrown once those under way have ended.
 */
export async function* mapInOrder<T, U>(
  items: readonly T[],
  most: number,
  change: (item: T) => Promise<U>,
): AsyncGenerator<U> {
  const underWay: Promise<U>[] = [];
  let next = 0;
  try {
    while (next < items.length || underWay.length > 0) {
      while (next < items.length && underWay.length < most) {
        const result = change(items[next++] as T);
        // Awaited in its turn: a failure before that is no unhandled one.
        result.catch(() => {});
        underWay.push(result);
      }
      yield await (underWay.shift() as Promise<U>);
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
