import { RedisError, type RedisReply } from "./RedisReply.ts";

/** A reply and where it ends, or how many bytes there must be before it is worth looking again. */
type Parsed = { readonly reply: RedisReply; readonly end: number } | { readonly needed: number };

const CR = 13;

/**
 * Takes the bytes of a connection as they come and gives the replies that they complete (RESP2). Bytes are joined only when
 * there are enough for the reply that was begun, so that a large one is not copied once per packet.
 * @throws RedisError when it is not Redis who speaks.
 */
export function createReplyReader(): (chunk: Buffer) => RedisReply[] {
  let chunks: Buffer[] = [];
  let length = 0;
  let needed = 1;
  return (chunk) => {
    chunks.push(chunk);
    length += chunk.length;
    const replies: RedisReply[] = [];
    if (length < needed) return replies;
    const bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    let at = 0;
    for (;;) {
      const parsed = parse(bytes, at);
      if ("needed" in parsed) {
        needed = parsed.needed - at;
        break;
      }
      replies.push(parsed.reply);
      at = parsed.end;
    }
    chunks = at === bytes.length ? [] : [bytes.subarray(at)];
    length = bytes.length - at;
    return replies;
  };
}

function parse(bytes: Buffer, from: number): Parsed {
  const cr = bytes.indexOf(CR, from + 1);
  if (cr === -1 || cr + 1 >= bytes.length) return { needed: bytes.length + 1 };
  const text = bytes.toString("utf8", from + 1, cr);
  const end = cr + 2;
  switch (bytes[from]) {
    case 0x2b: // +
      return { reply: text, end };
    case 0x2d: // -
      return { reply: new RedisError(text), end };
    case 0x3a: // :
      return { reply: Number(text), end };
    case 0x24: // $
      return parseText(bytes, end, Number(text));
    case 0x2a: // *
      return parseItems(bytes, end, Number(text));
    default:
      throw new RedisError(`A reply begins with byte ${bytes[from]}: this is no Redis.`);
  }
}

function parseText(bytes: Buffer, from: number, length: number): Parsed {
  if (length < 0) return { reply: null, end: from };
  const end = from + length + 2;
  return end > bytes.length ? { needed: end } : { reply: bytes.toString("utf8", from, from + length), end };
}

function parseItems(bytes: Buffer, from: number, count: number): Parsed {
  if (count < 0) return { reply: null, end: from };
  const items: RedisReply[] = [];
  let end = from;
  for (let item = 0; item < count; item++) {
    const parsed = parse(bytes, end);
    if ("needed" in parsed) return parsed;
    items.push(parsed.reply);
    end = parsed.end;
  }
  return { reply: items, end };
}
