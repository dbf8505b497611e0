/**
 * Text that came from the chain or from a file, without what could move the cursor or color the terminal, turn the direction of
 * the line, begin another one or not be seen.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|\p{DI}/gu, (character) =>
    character === "\n" ? "\n" : "�",
  );
}
