/** What a JSON value has to be: a type's name, with "?" where null will do, a list of one shape, or exactly these keys. */
export type Shape = "string" | "string?" | "number" | "number?" | "boolean" | readonly [Shape] | RecordShape;

type RecordShape = { readonly fields: { readonly [key: string]: Shape }; readonly isNullable?: true };

/** Where a value first differs from a shape, as a path such as `groups[2].value`; undefined when it does not. */
export function findMismatch(value: unknown, shape: Shape, path = ""): string | undefined {
  if (typeof shape === "string") {
    const isNull = value === null && shape.endsWith("?");
    return isNull || typeof value === shape.replace("?", "") ? undefined : path;
  }
  if (!("fields" in shape)) {
    if (!Array.isArray(value)) return path;
    return first(value.entries(), ([i, item]) => findMismatch(item, shape[0], `${path}[${i}]`));
  }
  return findInRecord(value, shape, path);
}

function findInRecord(value: unknown, shape: RecordShape, path: string): string | undefined {
  if (value === null && shape.isNullable === true) return undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
  const record = value as Readonly<Record<string, unknown>>;
  const prefix = path === "" ? "" : `${path}.`;
  const unknownKey = Object.keys(record).find((key) => !Object.hasOwn(shape.fields, key));
  if (unknownKey !== undefined) return prefix + unknownKey;
  return first(Object.entries(shape.fields), ([key, inner]) => findMismatch(record[key], inner, prefix + key));
}

function first<T>(items: Iterable<T>, find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
