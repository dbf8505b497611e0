import { type Html, type HtmlPart, html } from "./html.ts";
import { linearScale } from "./linearScale.ts";
import { markShape, type Shape } from "./markShape.ts";
import { niceTicks } from "./niceTicks.ts";

export type ScatterPoint = {
  readonly x: number;
  readonly y: number;
  readonly shape: Shape;
  /** Class that colors the mark. */
  readonly kind: string;
  /** What the point is, as a tooltip. */
  readonly text: string;
};

export type ScatterChartParameters = {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly points: readonly ScatterPoint[];
  readonly xName: HtmlPart;
  readonly yName: HtmlPart;
  /** Slope of a line from the origin to compare with. */
  readonly slope: number | null;
};

const HEIGHT = 260;
const MARK_WIDTH = 11;

/** Points in a plane that holds the origin, with a line of proportion through it. */
export function scatterChart({ id, title, description, points, xName, yName, slope }: ScatterChartParameters): Html {
  const xTicks = niceTicks(
    Math.min(0, ...points.map((point) => point.x)),
    Math.max(0, ...points.map((point) => point.x)),
    4,
  );
  const yTicks = niceTicks(0, Math.max(0, ...points.map((point) => point.y)), 4);
  const [xMost, yMost] = [xTicks.at(-1) as number, yTicks.at(-1) as number];
  const toX = linearScale({ from: xTicks[0] as number, to: xMost, start: 0, end: 100 });
  const toY = linearScale({ from: 0, to: yMost, start: HEIGHT, end: 0 });
  const x = (value: number): string => `${toX(value).toFixed(2)}%`;
  const y = (value: number): string => toY(value).toFixed(1);
  // Marks at one place would hide each other, so they stand side by side.
  const placeOf = (point: ScatterPoint): string => `${toX(point.x).toFixed(1)} ${toY(point.y).toFixed(0)}`;

  const columns = xTicks.map(
    (tick) => html`<line class="${tick === 0 ? "zero" : "grid"}" x1="${x(tick)}" x2="${x(tick)}" y1="0" y2="${HEIGHT}"/>
<text class="tick" x="${x(tick)}" y="${HEIGHT + 22}" text-anchor="middle">${shortNumber(tick)}</text>
`,
  );
  const rows = yTicks.map(
    (tick) => html`<line class="${tick === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}"/>
<text class="tick" x="0" dx="-10" y="${y(tick)}" dy="0.35em" text-anchor="end">${shortNumber(tick)}</text>
`,
  );
  const end = slope === null || slope <= 0 ? 0 : Math.min(xMost, yMost / slope);
  const line =
    slope === null || end <= 0
      ? null
      : html`<line class="proportion" x1="${x(0)}" y1="${y(0)}" x2="${x(end)}" y2="${y(end * slope)}"/>`;
  const marks = points.map((point, i) => {
    const place = placeOf(point);
    const company = points.filter((other) => placeOf(other) === place);
    const offset =
      (points.slice(0, i).filter((other) => placeOf(other) === place).length - (company.length - 1) / 2) * MARK_WIDTH;
    return html`<svg class="point ${point.kind}" x="${x(point.x)}" y="${y(point.y)}"><g transform="translate(${offset} 0)">${markShape(point.shape)}<circle class="target" r="10"/></g><title>${point.text}</title></svg>
`;
  });
  return html`<p class="axis-name">${yName}</p>
<div class="plot scatter"><svg role="img" width="100%" height="${HEIGHT}" aria-labelledby="${id}-title" aria-describedby="${id}-description">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${columns}${rows}${line}
${marks}</svg></div>
<p class="axis-name below">${xName}</p>
`;
}

function shortNumber(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 4 }).replace("-", "−");
}
