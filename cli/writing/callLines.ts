import type { DescribedCall } from "./describeCall.ts";

/** A call as it was read back from its bytes: the function, then an argument per line. */
export function callLines({ contract, functionName, args }: DescribedCall): string[] {
  if (functionName === undefined) return [`${contract}: an unknown call`];
  return [`${contract}.${functionName}`, ...args.flatMap(({ name, value }) => valueLines(name, value, "  "))];
}

function valueLines(name: string, value: unknown, indent: string): string[] {
  if (typeof value !== "object" || value === null) return [`${indent}${name}: ${String(value)}`];
  const entries = Array.isArray(value)
    ? value.map((inner, k) => [String(k + 1), inner] as const)
    : Object.entries(value);
  return [`${indent}${name}:`, ...entries.flatMap(([key, inner]) => valueLines(key, inner, `${indent}  `))];
}
