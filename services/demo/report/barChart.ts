import { type BarPart, bar } from "./bar.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { maximumOf } from "./maximumOf.ts";
import { sumOf } from "./sumOf.ts";

export type Bar = {
  readonly label: HtmlPart;
  readonly parts: readonly BarPart[];
  /** The value, formatted. */
  readonly text: string;
};

const MOST_IN_ONE_COLUMN = 20;

/** Horizontal bars with their names and values as text, in two columns when there are many. */
export function barChart(
  bars: readonly Bar[],
  full = maximumOf(bars, ({ parts }) => sumOf(parts, ({ value }) => value)),
): Html {
  const rows = bars.map(
    ({
      label,
      parts,
      text,
    }) => html`<li><span class="bar-label">${label}</span>${bar(parts, full)}<span class="bar-value">${text}</span></li>
`,
  );
  return html`<ul class="bars${bars.length > MOST_IN_ONE_COLUMN ? " many" : ""}">
${rows}</ul>
`;
}
