import { formatTokens } from "./formatTokens.ts";
import { type Html, html } from "./html.ts";

/** An amount in a column whose largest is `largest`; nothing is dimmed. */
export function amountCell(amount: number, largest: number): Html {
  const text = formatTokens(amount, largest);
  return amount === 0 ? html`<span class="none">${text}</span>` : html`${text}`;
}
