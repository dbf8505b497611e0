/** Basis points as percent: 250 is 2.5%. */
export function formatPercent(bps: number): string {
  return `${bps / 100}%`;
}
