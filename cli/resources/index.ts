import type { Resource } from "../Verb.ts";
import { account } from "./account.ts";
import { completion } from "./completion.ts";
import { dataset } from "./dataset.ts";
import { devnet } from "./devnet.ts";
import { doctor } from "./doctor.ts";
import { license } from "./license.ts";
import { net } from "./net.ts";

/** Everything that commands are about, in the order of help. */
export const resources: readonly Resource[] = [dataset, license, account, net, doctor, devnet, completion];
