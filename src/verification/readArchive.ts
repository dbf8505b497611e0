import { isAddress } from "ethers";
import type { Addresses } from "../client.ts";
import { BaseError } from "../errors/BaseError.ts";
import type { ChainArchive } from "./ChainArchive.ts";

/** The contracts that a verification reads. */
const READ_CONTRACTS: readonly (keyof Addresses)[] = ["modelRegistry", "rewardPool", "trainingRounds", "scoreBoard"];

/**
 * Reads the JSON text of a `ChainArchive`.
 * @throws BaseError `ARCHIVE_UNREADABLE` when it is none.
 */
export function readArchive(text: string): ChainArchive {
  const value = parse(text);
  if (!isArchive(value)) {
    throw new BaseError("ARCHIVE_UNREADABLE", "The file is not a commonweights.chain.v1 document.", {
      remedy: "Make it again with npm run demo, or ask the chain itself with --rpc URL.",
    });
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isArchive(value: unknown): value is ChainArchive {
  if (!isRecord(value) || value.format !== "commonweights.chain.v1") return false;
  const { chainId, blockNumber, addresses, reads } = value;
  return (
    typeof chainId === "string" &&
    /^\d+$/.test(chainId) &&
    Number.isSafeInteger(blockNumber) &&
    isRecord(addresses) &&
    READ_CONTRACTS.every((name) => isAddress(addresses[name])) &&
    Array.isArray(reads) &&
    reads.every((entry) => isRecord(entry) && typeof entry.method === "string" && Array.isArray(entry.params))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
