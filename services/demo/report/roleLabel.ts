import { type Html, html } from "./html.ts";
import { roleMark } from "./roleMark.ts";
import type { RoleWords } from "./roleWords.ts";

/** A role as mark and word. */
export function roleLabel(role: RoleWords): Html {
  return html`<span class="role">${roleMark(role)} ${role.name}</span>`;
}
