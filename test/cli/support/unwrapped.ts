/** A text as one line, wherever it was broken to fit a terminal. */
export function unwrapped(text: string): string {
  return text.replace(/\s+/g, " ");
}
