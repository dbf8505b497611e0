import type { SendRequest } from "../chain/ReadProvider.ts";
import type { ArchivedRead } from "./ChainArchive.ts";

export type RecordedReads = {
  /** Forwards, and keeps what was answered. */
  readonly send: SendRequest;
  /** What was read so far, each read once, in the order of the first time. */
  reads(): ArchivedRead[];
};

/** Keeps every read that goes through, for a `ChainArchive`. What is refused is not kept. */
export function recordReads(send: SendRequest): RecordedReads {
  const reads = new Map<string, ArchivedRead>();
  return {
    async send(method, params) {
      // A copy goes out: some providers write into the params they are given.
      const result = await send(method, structuredClone(params));
      reads.set(JSON.stringify([method, params]), { method, params, result });
      return result;
    },
    reads: () => [...reads.values()],
  };
}
