import { type Html, html } from "./html.ts";

/** An address cut to its ends, with all of it as a tooltip. */
export function shortAddress(address: string): Html {
  const short = address.length > 14 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
  return html`<span class="address" title="${address}">${short}</span>`;
}
