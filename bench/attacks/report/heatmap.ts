import { type Html, html } from "../../../services/demo/report/html.ts";
import type { RobustnessRow } from "../LabResult.ts";

export type HeatmapParameters = {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly rows: readonly RobustnessRow[];
};

const CELL_WIDTH = 84;
const CELL_HEIGHT = 30;
const NAMES_WIDTH = 180;
const HEAD_HEIGHT = 34;

/** Rules by attacks; the fuller the color, the higher the accuracy, which every cell also says in percent. */
export function heatmap({ id, title, rows }: HeatmapParameters): Html {
  const rules = [...new Set(rows.map(({ rule }) => rule))];
  const attacks = [...new Set(rows.map(({ attack }) => attack))];
  const width = NAMES_WIDTH + CELL_WIDTH * attacks.length;
  const height = HEAD_HEIGHT + CELL_HEIGHT * rules.length;
  const heads = attacks.map(
    (attack, a) =>
      html`<text class="tick" x="${NAMES_WIDTH + CELL_WIDTH * (a + 0.5)}" y="${HEAD_HEIGHT - 10}" text-anchor="middle">${attack}</text>
`,
  );
  const names = rules.map(
    (rule, r) =>
      html`<text class="tick" x="${NAMES_WIDTH - 10}" y="${HEAD_HEIGHT + CELL_HEIGHT * (r + 0.5)}" dy="0.35em" text-anchor="end">${rule}</text>
`,
  );
  const cells = rows.map(({ rule, attack, accuracy, backdoor }) => {
    const x = NAMES_WIDTH + CELL_WIDTH * attacks.indexOf(attack);
    const y = HEAD_HEIGHT + CELL_HEIGHT * rules.indexOf(rule);
    return html`<rect class="heat" x="${x + 1}" y="${y + 1}" width="${CELL_WIDTH - 2}" height="${CELL_HEIGHT - 2}" fill-opacity="${(0.75 * accuracy * accuracy).toFixed(3)}"><title>${rule}, ${attack}: accuracy ${percent(accuracy)} %, backdoor ${percent(backdoor)} %</title></rect>
<text class="heat-value" x="${x + CELL_WIDTH / 2}" y="${y + CELL_HEIGHT / 2}" dy="0.35em" text-anchor="middle">${percent(accuracy)}</text>
`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-title"><svg role="img" width="${width}" height="${height}" aria-labelledby="${id}-title">
<title id="${id}-title">${title}</title>
${heads}${names}${cells}</svg></div>
`;
}

function percent(value: number): string {
  return (100 * value).toFixed(1);
}
