import { type Html, html } from "./html.ts";

export type BarPart = {
  readonly value: number;
  /** Class that colors the part. */
  readonly kind: string;
};

const LEAST_PERCENT = 1;

/** A horizontal bar of stacked parts; `full` is the value that fills the width. Decoration: the number stands beside it. */
export function bar(parts: readonly BarPart[], full: number): Html {
  let start = 0;
  const rects = parts.map(({ value, kind }) => {
    if (!(value > 0) || !(full > 0)) return null;
    const width = Math.max((value / full) * 100, LEAST_PERCENT);
    const rect = html`<rect class="${kind}" x="${start.toFixed(2)}%" width="${width.toFixed(2)}%" height="100%"/>`;
    start += width;
    return rect;
  });
  return html`<svg class="bar" width="100%" height="12" aria-hidden="true">${rects}</svg>`;
}
