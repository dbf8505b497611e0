import { toUtf8String } from "ethers";
import type { OpeningRecord } from "./OpeningRecord.ts";
import { SealingError } from "./SealingError.ts";
import { writeOpeningRecord } from "./writeOpeningRecord.ts";

/**
 * Reads what `writeOpeningRecord` wrote. A member may have stored anything.
 * @throws SealingError `RECORD_UNREADABLE` when it is no such file, byte for byte.
 */
export function readOpeningRecord(bytes: Uint8Array): OpeningRecord {
  let text: string | undefined;
  let record: OpeningRecord | undefined;
  try {
    text = toUtf8String(bytes);
    const value: unknown = JSON.parse(text);
    if (isOpeningRecord(value)) record = value;
  } catch {
    // Neither text nor JSON: said below.
  }
  if (record === undefined || toUtf8String(writeOpeningRecord(record)) !== text) {
    throw new SealingError(
      "RECORD_UNREADABLE",
      "The opening record is not a commonweights.opening.v1 document in its canonical form.",
      "Ignore it: its author has recorded nothing.",
    );
  }
  return record;
}

function isOpeningRecord(value: unknown): value is OpeningRecord {
  return (
    isRecord(value) &&
    value.format === "commonweights.opening.v1" &&
    isText(value.roundId) &&
    isText(value.oracle) &&
    isListOf(value.committee, ({ oracle, keys }) => {
      return isText(oracle) && isListOf(keys, ({ key, block }) => isText(key) && isCount(block));
    }) &&
    isListOf(value.updates, ({ contributor, updateDigest, copies, isOpened, isPublic }) => {
      return (
        isText(contributor) &&
        isText(updateDigest) &&
        typeof isOpened === "boolean" &&
        typeof isPublic === "boolean" &&
        isListOf(copies, ({ sealedBy, sealedDigest, block, recipients }) => {
          return (
            isText(sealedBy) && isText(sealedDigest) && isCount(block) && (recipients === null || isCount(recipients))
          );
        })
      );
    })
  );
}

function isListOf(value: unknown, isItem: (item: Record<string, unknown>) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isRecord(item) && isItem(item));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
