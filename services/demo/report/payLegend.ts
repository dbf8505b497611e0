import type { ContributorResult } from "../DemoResult.ts";
import { type Html, type HtmlPart, html } from "./html.ts";
import { legend } from "./legend.ts";
import { roleMark } from "./roleMark.ts";
import { roleWords } from "./roleWords.ts";

/** Which roles took part and what the parts of a pay bar are. */
export function payLegend(
  contributors: readonly Pick<ContributorResult, "role">[],
  extra: readonly { mark: Html; text: HtmlPart }[] = [],
): Html {
  const present = new Set(contributors.map(({ role }) => role));
  const roles = Object.entries(roleWords).flatMap(([role, words]) =>
    [...present].some((name) => name === role) ? [{ mark: roleMark(words), text: html`${words.name}` }] : [],
  );
  return legend([...roles, ...extra]);
}
