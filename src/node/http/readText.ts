import type { IncomingMessage } from "node:http";

const MOST_BYTES = 65_536;

/** The first 64 KiB of what a store says about a request, as text; what there is of it when it breaks off. */
export async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let had = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part);
      had += part.length;
      if (had >= MOST_BYTES) break;
    }
  } catch {
    // Words beside a status: half of them are better than none.
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES).toString("utf8");
}
