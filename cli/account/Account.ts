/** Who acts, and what can sign for it. */
export type Account = {
  /** EIP-55; undefined for a keystore that does not say whose it is until it is opened, as Foundry's. */
  readonly address: string | undefined;
  /** As it was named. */
  readonly name: string;
  /** A keystore file, the network's own node, or nothing here. */
  readonly source:
    | { readonly kind: "keystore"; readonly path: string }
    | { readonly kind: "node" }
    | { readonly kind: "none" };
};
