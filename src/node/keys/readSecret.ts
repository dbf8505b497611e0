import { KeyError } from "./KeyError.ts";

/** Nothing that is typed or generated as a secret is longer, bytes. */
const MOST_BYTES = 4096;

/** Reads some bytes to that place of the buffer, and resolves to how many: 0 at the end. */
export type ReadInto = (buffer: Buffer, offset: number) => Promise<number>;

/**
 * The one line of text in an opened file; `name` is what an error calls it.
 * @throws KeyError `SECRET_UNREADABLE` when it is empty, too long, or not one line.
 */
export async function readSecret(name: string, readInto: ReadInto): Promise<string> {
  const bytes = Buffer.alloc(MOST_BYTES + 1);
  let length = 0;
  for (let count = 1; count > 0 && length < bytes.length; length += count) count = await readInto(bytes, length);
  // Editors and `echo` end the line, the secret does not.
  const text = bytes.toString("utf8", 0, length).replace(/\r?\n$/, "");
  bytes.fill(0);
  if (text === "" || length > MOST_BYTES || /[\r\n\0\uFFFD]/.test(text)) {
    throw new KeyError(
      "SECRET_UNREADABLE",
      `${name} does not hold one line of text of at most ${MOST_BYTES} bytes.`,
      "Write the secret into it, and nothing else.",
    );
  }
  return text;
}
