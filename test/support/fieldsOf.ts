import type { Result } from "ethers";

/** A struct that a contract returned, as a plain object: ethers' results know their names, their types do not say so. */
export function fieldsOf(struct: object): Record<string, unknown> {
  return (struct as Result).toObject();
}
