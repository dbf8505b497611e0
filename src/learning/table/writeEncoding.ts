import { canonicalJson } from "../../storage/canonicalJson.ts";
import type { Encoding } from "./Encoding.ts";

/**
 * An encoding as the one `commonweights.encoding.v1` file with that content: canonical JSON, a newline, UTF-8. Its
 * SHA-256 names it, so that all owners of a model encode their rows alike.
 */
export function writeEncoding({ label, classes, features, dropped, width }: Encoding): Uint8Array {
  const document = { format: "commonweights.encoding.v1", label, classes, features, dropped, width };
  return new TextEncoder().encode(`${canonicalJson(document)}\n`);
}
