import { type Html, html } from "./html.ts";

/** A sample of a bar's part, for a legend. */
export function swatch(kind: string): Html {
  return html`<svg class="bar" width="18" height="10" aria-hidden="true"><rect class="${kind}" width="100%" height="100%"/></svg>`;
}
