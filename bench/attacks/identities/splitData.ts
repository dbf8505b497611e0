import { pickRows } from "../../../src/learning/pickRows.ts";
import type { IdentityAttack } from "../AttackContext.ts";
import { trainOn } from "../contributors/trainOn.ts";

/** Every `identities`-th row goes to one identity, each of which trains honestly on its part. */
export function splitData(identities: number): IdentityAttack {
  return (context) => {
    const rows = [...context.examples.labels.keys()];
    return Array.from({ length: identities }, (_, k) => rows.filter((row) => row % identities === k))
      .filter((part) => part.length > 0)
      .map((part) => trainOn(context, pickRows(context.examples, part)));
  };
}
