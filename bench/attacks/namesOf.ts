/** The attacks of some rows, each once, in the order in which they first occur. */
export function namesOf(rows: readonly { readonly attack: string }[]): string[] {
  return [...new Set(rows.map(({ attack }) => attack))];
}
