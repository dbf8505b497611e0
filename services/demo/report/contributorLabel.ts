import type { ContributorResult } from "../DemoResult.ts";
import { type Html, html } from "./html.ts";
import { roleMark } from "./roleMark.ts";
import { roleWords } from "./roleWords.ts";

/** A contributor's name with the mark of its role; attackers are named as such. */
export function contributorLabel({ name, role }: Pick<ContributorResult, "name" | "role">): Html {
  const words = roleWords[role];
  return html`${roleMark(words)} <bdi>${name}</bdi>${words.isHonest ? null : html` <small>${words.name.toLowerCase()}</small>`}`;
}
