import { ICommonToken__factory } from "../../typechain-types/index.ts";
import type { Client } from "../client.ts";
import { read } from "./read.ts";

/** The time that contracts see now, in seconds: that of the newest block. */
export async function chainTime(client: Client): Promise<bigint> {
  const token = ICommonToken__factory.connect(client.addresses.commonToken, client.runner);
  return read(token.clock());
}
