import type { Readable } from "node:stream";
import { contentTooLarge } from "../../storage/contentTooLarge.ts";
import { requireContent } from "../../storage/requireContent.ts";
import { StorageError } from "../../storage/StorageError.ts";
import type { StorageLimits } from "../../storage/StorageLimits.ts";
import { storeUnreachable } from "../../storage/storeUnreachable.ts";

export type ContentAnswer = {
  /** The byte that the body starts with. */
  readonly from: number;
  /** Length of the whole content in bytes, where the server says it. */
  readonly length: number | undefined;
  readonly body: Readable;
};

export type ContentRequest = {
  /** How errors call the store. */
  readonly store: string;
  readonly digest: string;
  readonly limits: StorageLimits;
  /** Asks for the content from a byte on; resolves to undefined when the server cannot go on from there. */
  readonly ask: (from: number, signal: AbortSignal) => Promise<ContentAnswer | undefined>;
};

/** A read that broke off goes on from the bytes it had, this many requests altogether. */
const MOST_REQUESTS = 8;

/**
 * Reads content over a network, checked against its digest. A read that broke off goes on from the bytes it had; content
 * that is not what the digest says is read once more from the start, because bytes may have changed on the way.
 * @throws StorageError `CONTENT_TOO_LARGE`, `CONTENT_CORRUPT`. @throws RetryableError `STORE_UNREACHABLE`. What `ask` throws.
 */
export async function readContent({ store, digest, limits, ask }: ContentRequest): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(limits.totalMilliseconds);
  let parts: Uint8Array[] = [];
  let had = 0;
  let isSecondReading = false;
  let cause: unknown;
  const startOver = (): void => {
    parts = [];
    had = 0;
  };

  for (let requests = 0; requests < MOST_REQUESTS && !signal.aborted; requests++) {
    const answer = await ask(had, signal);
    if (answer === undefined || answer.from !== had) startOver();
    if (answer === undefined) continue;
    if (answer.from !== had) {
      answer.body.destroy();
      continue;
    }
    if (answer.length !== undefined && answer.length > limits.maxBytes) {
      answer.body.destroy();
      throw contentTooLarge(digest, limits.maxBytes);
    }
    try {
      for await (const part of answer.body as AsyncIterable<Uint8Array>) {
        had += part.length;
        if (had > limits.maxBytes) throw contentTooLarge(digest, limits.maxBytes);
        parts.push(part);
      }
    } catch (error) {
      if (error instanceof StorageError) throw error;
      cause = error;
      continue;
    }
    if (answer.length !== undefined && had < answer.length) continue;
    const bytes = concatenate(parts, had);
    try {
      return requireContent(bytes, digest);
    } catch (error) {
      if (isSecondReading) throw error;
    }
    isSecondReading = true;
    startOver();
  }
  const what = signal.aborted ? `took more than ${limits.totalMilliseconds} ms for` : "broke off again and again in";
  throw storeUnreachable(store, `${what} ${digest}`, cause);
}

function concatenate(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
