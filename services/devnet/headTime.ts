import type { SendRequest } from "../../src/chain/ReadProvider.ts";

/** Timestamp of the newest block, in seconds. */
export async function headTime(send: SendRequest): Promise<bigint> {
  const { timestamp } = (await send("eth_getBlockByNumber", ["latest", false])) as { readonly timestamp: string };
  return BigInt(timestamp);
}
