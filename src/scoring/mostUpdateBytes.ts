import { MOST_HEADER_BYTES } from "../storage/MOST_HEADER_BYTES.ts";

/** Above what any transmission writes for a number: 8 bytes dense; 1.5 of an index, 4 of a value and 4 of a scale sparse. */
const MOST_BYTES_PER_NUMBER = 16;

/** No file that `readUpdate` accepts for so many parameters is longer, in bytes; so what is need not be carried anywhere. */
export function mostUpdateBytes(parameters: number): number {
  return 8 + MOST_HEADER_BYTES + MOST_BYTES_PER_NUMBER * parameters;
}
