import { ISealedUpdates__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import type { ContentStore } from "../storage/ContentStore.ts";
import { type OpeningRecordParameters, openingRecordOf } from "./openingRecordOf.ts";
import { writeOpeningRecord } from "./writeOpeningRecord.ts";

/** Stores the record of the caller, a member of the committee, posts its digest on chain and resolves to it. */
export async function recordOpening(
  client: Client,
  store: ContentStore,
  parameters: OpeningRecordParameters,
): Promise<string> {
  const recordDigest = await store.put(writeOpeningRecord(await openingRecordOf(client, store, parameters)));
  const sealing = ISealedUpdates__factory.connect(client.addresses.sealedUpdates, client.runner);
  await send(client, sealing, "OpeningRecorded", () => sealing.recordOpening(parameters.roundId, recordDigest));
  return recordDigest;
}
