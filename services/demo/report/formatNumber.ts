const NOTHING = "–";

/** Formats with thousands separators and a true minus sign; a value too small for its digits reads "<0.01", not "0.00". */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  const least = 10 ** -decimals;
  if (value !== 0 && Math.abs(value) < least / 2)
    return value > 0 ? `<${plain(least, decimals)}` : `>−${plain(least, decimals)}`;
  const text = plain(Math.abs(value), decimals);
  return value < 0 ? `−${text}` : text;
}

function plain(value: number, decimals: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
