import { toUtf8Bytes } from "ethers";
import { z } from "zod";

/** A file's content: its bytes, or text that becomes UTF-8. */
export const contentSchema = z
  .union([z.instanceof(Uint8Array), z.string()], "give the file's bytes or text")
  .transform((content) => (typeof content === "string" ? toUtf8Bytes(content) : content));
