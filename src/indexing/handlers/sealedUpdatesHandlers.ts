import type { SealedUpdates } from "../../../typechain-types/index.ts";
import { emptyRoundOracle } from "../emptyRoundOracle.ts";
import type { Handlers } from "../Handlers.ts";
import { placeOf } from "../placeOf.ts";
import { upsertRow } from "../upsertRow.ts";

/** Keys that updates are sealed to, and where the sealed updates are. */
export const sealedUpdatesHandlers: Handlers<SealedUpdates> = {
  KeyPublished: (writer, { oracle, key }, { timestamp }) =>
    writer.put("sealingKey", { oracle, key, publishedAt: timestamp }),
  UpdateSealed: (writer, { roundId, contributor, sealedDigest }) =>
    writer.update("roundUpdate", { roundId, contributor }, () => ({ sealedDigest })),
  UpdateForwarded: (writer, { roundId, contributor, oracle, sealedDigest }, event) =>
    writer.put("forwardedUpdate", { ...placeOf(event), roundId, contributor, oracle, sealedDigest }),
  OpeningRecorded: (writer, { roundId, oracle, recordDigest }) =>
    upsertRow(writer, "roundOracle", emptyRoundOracle(roundId, oracle), () => ({ openingDigest: recordDigest })),
};
