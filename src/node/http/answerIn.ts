import type { IncomingMessage } from "node:http";
import { contentMissing } from "../../storage/contentMissing.ts";
import { storeRefused } from "../../storage/storeRefused.ts";
import type { ContentAnswer, ContentRequest } from "./readContent.ts";
import { statusError } from "./statusError.ts";

/**
 * A web server's answer to a request for content from byte `from` on: undefined when it cannot go on from there.
 * @throws StorageError `CONTENT_MISSING` for 404 and 410; the errors of `statusError`; BaseError `STORE_REFUSED` for content
 * that was encoded for the way, because decompressing what a stranger sent could fill the memory.
 */
export function answerIn(
  response: IncomingMessage,
  { store, digest, from }: Pick<ContentRequest, "store" | "digest"> & { readonly from: number },
): ContentAnswer | undefined {
  const { statusCode: status = 0, headers } = response;
  const encoding = headers["content-encoding"] ?? "identity";
  const [, first, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(headers["content-range"] ?? "") ?? [];
  if (status === 200 || status === 206) {
    if (encoding.toLowerCase() !== "identity") {
      response.destroy();
      const what = `sends content with the encoding ${JSON.stringify(encoding.slice(0, 40))}, though it was asked not to`;
      throw storeRefused(store, what, "Let it serve files as they are.");
    }
    if (status === 200) return { from: 0, length: lengthIn(headers["content-length"]), body: response };
    if (first !== undefined) return { from: Number(first), length: lengthIn(total), body: response };
  }
  response.destroy();
  if (status === 206 || (status === 416 && from > 0)) return undefined;
  if (status === 404 || status === 410) throw contentMissing(digest);
  throw statusError(store, status);
}

function lengthIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
