/** An address or a digest as tables show it: 0x3C44…93BC. With `--json` it is whole. */
export function shortHex(hex: string): string {
  return hex.length <= 12 ? hex : `${hex.slice(0, 6)}…${hex.slice(-4)}`;
}
