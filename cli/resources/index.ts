import type { Resource } from "../Verb.ts";
import { account } from "./account.ts";
import { completion } from "./completion.ts";
import { dao } from "./dao.ts";
import { dataset } from "./dataset.ts";
import { devnet } from "./devnet.ts";
import { doctor } from "./doctor.ts";
import { license } from "./license.ts";
import { model } from "./model.ts";
import { net } from "./net.ts";
import { rewards } from "./rewards.ts";
import { round } from "./round.ts";
import { stake } from "./stake.ts";

/** Everything that commands are about, in the order of help. */
export const resources: readonly Resource[] = [
  dataset,
  license,
  model,
  round,
  stake,
  rewards,
  dao,
  account,
  net,
  doctor,
  devnet,
  completion,
];
