import { toUtf8Bytes } from "ethers";
import type { OpeningRecord } from "./OpeningRecord.ts";

/** A record as the JSON file that its digest names: the fields in the order of their type, without spaces. */
export function writeOpeningRecord({ format, roundId, oracle, committee, updates }: OpeningRecord): Uint8Array {
  const record: OpeningRecord = {
    format,
    roundId,
    oracle,
    committee: committee.map((member) => ({
      oracle: member.oracle,
      keys: member.keys.map(({ key, block }) => ({ key, block })),
    })),
    updates: updates.map(({ contributor, updateDigest, copies, isOpened, isPublic }) => ({
      contributor,
      updateDigest,
      copies: copies.map(({ sealedBy, sealedDigest, block, recipients }) => ({
        sealedBy,
        sealedDigest,
        block,
        recipients,
      })),
      isOpened,
      isPublic,
    })),
  };
  return toUtf8Bytes(JSON.stringify(record));
}
