import { escapeHtml } from "./escapeHtml.ts";

/** Markup that is already safe. Only `html` makes it, so text from data cannot become markup. */
export type Html = { readonly markup: string };

export type HtmlPart = Html | string | number | null | readonly HtmlPart[];

/** Builds markup from a template: text is escaped, markup and lists of it are kept, null is left out. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: strings.map((string, i) => string + toMarkup(parts[i] ?? null)).join("") };
}

function toMarkup(part: HtmlPart): string {
  if (part === null) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  return "markup" in part ? part.markup : part.map(toMarkup).join("");
}
