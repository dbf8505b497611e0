import { z } from "zod";
import { BaseError } from "../errors/BaseError.ts";

/** Makes a step of a schema of a function that reads bytes: what it throws becomes the issue. */
export function readWith<T>(read: (bytes: Uint8Array) => T) {
  return (bytes: Uint8Array, context: z.core.$RefinementCtx): T => {
    try {
      return read(bytes);
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      context.addIssue({ code: "custom", message: error.message.replace("\n", " ") });
      return z.NEVER;
    }
  };
}
