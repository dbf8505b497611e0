import { type Html, html } from "./html.ts";
import { shortAddress } from "./shortAddress.ts";

/** A name above its address. */
export function nameWithAddress({ name, address }: { readonly name: string; readonly address: string }): Html {
  return html`<bdi>${name}</bdi>${shortAddress(address)}`;
}
