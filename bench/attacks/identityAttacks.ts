import type { IdentityAttack } from "./AttackContext.ts";
import { copyWithNoise } from "./identities/copyWithNoise.ts";
import { scaleUpdate } from "./identities/scaleUpdate.ts";
import { splitData } from "./identities/splitData.ts";
import { splitUpdate } from "./identities/splitUpdate.ts";
import { trainAgain } from "./identities/trainAgain.ts";

export type NamedIdentityAttack = { readonly name: string; readonly attack: IdentityAttack };

/** What an owner that does honest work may do to be paid more for it. */
export const identityAttacks: readonly NamedIdentityAttack[] = [
  { name: "send ×10", attack: scaleUpdate(10) },
  ...[2, 5].flatMap((identities) => [
    { name: `split rows over ${identities}`, attack: splitData(identities) },
    { name: `split update over ${identities}`, attack: splitUpdate(identities) },
    { name: `train again as ${identities}`, attack: trainAgain(identities) },
    { name: `send as ${identities}, 5 % noise`, attack: copyWithNoise(identities, 0.05) },
    { name: `send as ${identities}, 20 % noise`, attack: copyWithNoise(identities, 0.2) },
  ]),
];
