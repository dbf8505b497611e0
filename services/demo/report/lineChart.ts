import { type Html, html } from "./html.ts";
import { linearScale } from "./linearScale.ts";
import { markShape, type Shape } from "./markShape.ts";
import { niceTicks } from "./niceTicks.ts";
import { spreadLabels } from "./spreadLabels.ts";

export type LineSeries = {
  readonly name: string;
  /** Class that colors the line. */
  readonly kind: string;
  readonly shape: Shape;
  /** Value per position; null where there is none. */
  readonly values: readonly (number | null)[];
};

export type LineChartParameters = {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Names of the positions, from left to right: at least two. */
  readonly positions: readonly string[];
  readonly series: readonly LineSeries[];
  readonly format: (value: number) => string;
  readonly formatTick: (value: number) => string;
  /** The axis reaches down to it at least, so that small differences stay small. */
  readonly least: number;
  /** The axis ends there at the latest. */
  readonly most: number;
};

const HEIGHT = 300;
const LABEL_GAP = 18;
const MOST_LABELS_WHEN_NARROW = 8;

/** Lines over positions. Horizontal places are percentages, so that the text keeps its size at any width. */
export function lineChart(parameters: LineChartParameters): Html {
  const { id, title, description, positions, series, format, formatTick, least, most } = parameters;
  const values = series.flatMap((line) => line.values.filter((value) => value !== null));
  const ticks = niceTicks(Math.min(least, ...values), Math.max(least, ...values), 5).filter((tick) => tick <= most);
  const x = linearScale({ from: 0, to: positions.length - 1, start: 0, end: 100 });
  const y = linearScale({ from: ticks[0] ?? 0, to: ticks.at(-1) ?? most, start: HEIGHT, end: 0 });

  const grid = ticks.map(
    (tick) => html`<line class="grid" x1="0" x2="100%" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/>
<text class="tick" x="0" dx="-10" y="${y(tick).toFixed(1)}" dy="0.35em" text-anchor="end">${formatTick(tick)}</text>
`,
  );
  const every = Math.ceil(positions.length / MOST_LABELS_WHEN_NARROW);
  const names = positions.map(
    (name, i) =>
      html`<text class="tick${i % every === 0 ? "" : " spare"}" x="${x(i).toFixed(2)}%" y="${HEIGHT + 24}" text-anchor="middle">${name}</text>
`,
  );
  const ends = spreadLabels({
    positions: series.map((line) => y(line.values.at(-1) ?? 0)),
    gap: LABEL_GAP,
    most: HEIGHT,
  });
  const lines = series.map((line, s) => {
    const place = (i: number, value: number) => ({ left: `${x(i).toFixed(2)}%`, top: y(value).toFixed(1) });
    const segments = line.values.slice(1).map((value, i) => {
      const previous = line.values[i] ?? null;
      if (value === null || previous === null) return null;
      const [from, to] = [place(i, previous), place(i + 1, value)];
      return html`<line class="line" x1="${from.left}" y1="${from.top}" x2="${to.left}" y2="${to.top}"/>`;
    });
    const marks = line.values.map((value, i) => {
      if (value === null) return null;
      const { left, top } = place(i, value);
      const position = positions[i] as string;
      return html`<svg class="point" x="${left}" y="${top}">${markShape(line.shape)}<circle class="target" r="12"/><title>${line.name}, ${position}: ${format(value)}</title></svg>
`;
    });
    const last = line.values.at(-1);
    const label =
      typeof last === "number"
        ? html`<text class="end" x="100%" dx="14" y="${(ends[s] as number).toFixed(1)}" dy="0.35em"><tspan class="end-value">${format(last)}</tspan><tspan class="end-name" dx="8">${line.name}</tspan></text>`
        : null;
    return html`<g class="series ${line.kind}">
${segments}
${marks}${label}
</g>
`;
  });
  return html`<div class="plot lines"><svg role="img" width="100%" height="${HEIGHT}" aria-labelledby="${id}-title" aria-describedby="${id}-description">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${grid}${names}${lines}</svg></div>
`;
}
