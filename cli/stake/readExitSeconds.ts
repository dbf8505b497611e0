import { read } from "../../src/chain/read.ts";
import type { Client } from "../../src/client.ts";
import { Staking__factory } from "../../typechain-types/index.ts";

/** Seconds between the request of an exit and its release. */
export async function readExitSeconds({ addresses, runner }: Client): Promise<bigint> {
  return read(Staking__factory.connect(addresses.staking, runner).EXIT_SECONDS());
}
