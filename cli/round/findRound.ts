import type { Client } from "../../src/client.ts";
import { type Round, roundOf } from "../../src/training/roundOf.ts";
import { orNotFound } from "../orNotFound.ts";

/** A round. @throws BaseError `NOT_FOUND`. */
export async function findRound(client: Client, roundId: bigint): Promise<Round> {
  return orNotFound(roundOf(client, { roundId }), `round ${roundId}`, "round list");
}
