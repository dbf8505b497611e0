import type { IdentityAttack } from "../AttackContext.ts";
import { trainOn } from "../contributors/trainOn.ts";

/** Each of `identities` trains on all of the owner's rows, in another order. */
export function trainAgain(identities: number): IdentityAttack {
  return (context) => [
    context.own,
    ...Array.from({ length: identities - 1 }, () => trainOn(context, context.examples)),
  ];
}
