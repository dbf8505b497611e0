import { encodeSafetensors } from "../storage/encodeSafetensors.ts";

const TENSOR = "parameters";

/** Parameters, or an update of them, as the one safetensors file with that content. Shape [P], F64; `metadata` is text by key. */
export function writeParameters(parameters: Float64Array, metadata?: ReadonlyMap<string, string>): Uint8Array {
  return encodeSafetensors(new Map([[TENSOR, { shape: [parameters.length], data: parameters }]]), metadata);
}
