import { signerAddress } from "../chain/signerAddress.ts";
import type { Client } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import { committeeOf } from "./committeeOf.ts";

/** The caller's seat in a round's committee. */
export async function seatOf(client: Client, { roundId }: { readonly roundId: bigint }): Promise<number> {
  const oracle = await signerAddress(client);
  const members = await committeeOf(client, { roundId });
  const seat = members.findIndex((member) => member.oracle === oracle);
  if (seat < 0) {
    throw new BaseError("NOT_SEATED", `${oracle} is not on the committee of round ${roundId}.`, {
      remedy: "Take a seat of the model before a round reaches Opening.",
    });
  }
  return seat;
}
