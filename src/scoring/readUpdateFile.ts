import { BaseError } from "../errors/BaseError.ts";
import { readUpdate } from "../learning/readUpdate.ts";
import type { UpdateFile } from "./UpdateFile.ts";

/** The update of a file, of `parameters` numbers; undefined for a file that holds none, which earns nothing. */
export function readUpdateFile({ bytes, transmission }: UpdateFile, parameters: number): Float64Array | undefined {
  try {
    return readUpdate(bytes, parameters, transmission);
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
}
