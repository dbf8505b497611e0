const MISSING = new Set(["", "?", "na", "n/a", "nan", "null", "none"]);

/** A cell without surrounding space; undefined when it spells a missing value ("", ?, NA, N/A, NaN, null, None). */
export function toCell(text: string): string | undefined {
  const trimmed = text.trim();
  return MISSING.has(trimmed.toLowerCase()) ? undefined : trimmed;
}
