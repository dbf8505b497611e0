import { encodeSafetensors } from "../storage/encodeSafetensors.ts";

const TENSOR = "parameters";

/** Parameters, or an update of them, as the one safetensors file with that content. Shape [P], F64. */
export function writeParameters(parameters: Float64Array): Uint8Array {
  return encodeSafetensors(new Map([[TENSOR, { shape: [parameters.length], data: parameters }]]));
}
