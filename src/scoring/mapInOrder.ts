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
  let isFailed = false;
  try {
    while (next < items.length || underWay.length > 0) {
      while (next < items.length && underWay.length < most && !isFailed) {
        const result = change(items[next++] as T);
        // Thrown in its turn, and until then no unhandled one.
        result.catch(() => {
          isFailed = true;
        });
        underWay.push(result);
      }
      yield await (underWay.shift() as Promise<U>);
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}
