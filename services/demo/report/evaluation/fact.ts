import { type Html, type HtmlPart, html } from "../html.ts";

/** A line of a list of facts. */
export function fact(name: string, value: HtmlPart): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>
`;
}
