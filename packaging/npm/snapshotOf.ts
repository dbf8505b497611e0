import type { AbiEntry, AbiParameter } from "./AbiEntry.ts";
import { signatureOf } from "./signatureOf.ts";

/** What a release promises of each contract: from `function name(types)`, and the like, to everything a caller sees of it. */
export type AbiSnapshot = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The promise that ABIs make. Names count: programs read results and events by them. */
export function snapshotOf(abis: ReadonlyMap<string, readonly AbiEntry[]>): AbiSnapshot {
  const contracts = [...abis].map(([name, abi]) => {
    const entries = abi.map((entry) => [keyOf(entry), shapeOf(entry)] as const);
    return [name, Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))] as const;
  });
  return Object.fromEntries(contracts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function keyOf(entry: AbiEntry): string {
  return entry.name === undefined ? entry.type : `${entry.type} ${signatureOf(entry)}`;
}

function shapeOf({ inputs = [], outputs, stateMutability, anonymous }: AbiEntry): string {
  const parts = [
    stateMutability,
    anonymous === true ? "anonymous" : undefined,
    listOf(inputs),
    outputs === undefined || outputs.length === 0 ? undefined : `returns ${listOf(outputs)}`,
  ];
  return parts.filter((part) => part !== undefined).join(" ");
}

function listOf(parameters: readonly AbiParameter[]): string {
  return `(${parameters.map(parameterOf).join(", ")})`;
}

function parameterOf({ name, type, indexed, components }: AbiParameter): string {
  const shape = components === undefined ? type : type.replace(/^tuple/, () => listOf(components));
  return [shape, indexed === true ? "indexed" : "", name].filter((part) => part !== "").join(" ");
}
