import { z } from "zod";

/** A SHA-256 as contracts hold it; in lower case. */
export const digestSchema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "write 0x and 64 hexadecimal digits, a SHA-256")
  .transform((text) => text.toLowerCase());
