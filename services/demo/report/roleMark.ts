import { type Html, html } from "./html.ts";
import { markShape } from "./markShape.ts";
import type { RoleWords } from "./roleWords.ts";

/** A role's mark beside text. Decoration: the role's name stands next to it or in the table. */
export function roleMark({ shape, isHonest }: RoleWords): Html {
  const side = isHonest ? "honest" : "attacker";
  return html`<svg class="mark ${side}" viewBox="-7 -7 14 14" width="12" height="12" aria-hidden="true">${markShape(shape)}</svg>`;
}
