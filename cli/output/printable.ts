/** Text that came from the chain or from a file, without what could move the cursor or color the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (character) => (character === "\n" ? "\n" : "�"));
}
