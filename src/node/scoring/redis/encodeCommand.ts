/** A word of a command; what is neither text nor bytes is sent as its text. */
export type RedisWord = string | number | Uint8Array;

/** The bytes of a command as Redis reads it (RESP2). */
export function encodeCommand(words: readonly RedisWord[]): Buffer {
  const parts: Uint8Array[] = [Buffer.from(`*${words.length}\r\n`)];
  for (const word of words) {
    const bytes = word instanceof Uint8Array ? word : Buffer.from(String(word));
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, CRLF);
  }
  return Buffer.concat(parts);
}

const CRLF = Buffer.from("\r\n");
