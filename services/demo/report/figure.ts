import { type Html, type HtmlPart, html } from "./html.ts";

export type FigureParameters = {
  readonly title: HtmlPart;
  /** What to look at, in a sentence. */
  readonly note?: HtmlPart;
  readonly content: HtmlPart;
};

/** A figure under its title and a sentence on how to read it. */
export function figure({ title, note, content }: FigureParameters): Html {
  return html`<figure>
<figcaption><strong>${title}</strong>${note === undefined ? null : html`<span>${note}</span>`}</figcaption>
${content}</figure>
`;
}
