import { type Html, type HtmlPart, html } from "./html.ts";

/** A line of marks with their meaning. */
export function legend(entries: readonly { readonly mark: Html; readonly text: HtmlPart }[]): Html {
  return html`<ul class="legend">${entries.map(({ mark, text }) => html`<li>${mark} ${text}</li>`)}</ul>
`;
}
