import type { AbiEntry, AbiParameter } from "./AbiEntry.ts";

/** The canonical signature of a function, event or error, like `register(bytes32,uint16)`. */
export function signatureOf({ name = "", inputs = [] }: AbiEntry): string {
  return `${name}(${inputs.map(canonicalType).join(",")})`;
}

/** The type as it is hashed: a structure is the list of its fields. */
export function canonicalType({ type, components = [] }: AbiParameter): string {
  return type.startsWith("tuple") ? `(${components.map(canonicalType).join(",")})${type.slice("tuple".length)}` : type;
}
