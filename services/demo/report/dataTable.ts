import { type Html, type HtmlPart, html } from "./html.ts";

export type Column = {
  readonly head: HtmlPart;
  readonly kind: "text" | "number" | "bar" | "words";
};

export type DataTableParameters = {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: HtmlPart;
  readonly columns: readonly Column[];
  /** One cell per column; the first names its row. */
  readonly rows: readonly (readonly HtmlPart[])[];
};

/** A table with a caption and row heads, which scrolls sideways where it does not fit. */
export function dataTable({ id, caption, columns, rows }: DataTableParameters): Html {
  const kindOf = (i: number): string => columns[i]?.kind ?? "text";
  const heads = columns.map(({ head, kind }) => html`<th scope="col" class="${kind}">${head}</th>`);
  const body = rows.map((cells) => {
    const [first, ...others] = cells;
    const rest = others.map((cell, i) => html`<td class="${kindOf(i + 1)}">${cell}</td>`);
    return html`<tr><th scope="row">${first ?? null}</th>${rest}</tr>
`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}"><table>
<caption><span id="${id}">${caption}</span></caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table></div>
`;
}
