import { BaseError } from "../errors/BaseError.ts";

export type SafetensorsErrorCode =
  | "SAFETENSORS_TOO_SHORT"
  | "SAFETENSORS_HEADER_TOO_LARGE"
  | "SAFETENSORS_BAD_HEADER"
  | "SAFETENSORS_BAD_TENSOR"
  | "SAFETENSORS_BAD_LAYOUT"
  | "SAFETENSORS_NOT_CANONICAL";

/** Bytes that are not a safetensors file as this project writes it. */
export class SafetensorsError extends BaseError {
  override name = "SafetensorsError";
  declare readonly code: SafetensorsErrorCode;

  constructor(code: SafetensorsErrorCode, message: string, remedy: string, cause?: unknown) {
    super(code, message, cause === undefined ? { remedy } : { remedy, cause });
  }
}
