import type { SendRequest } from "../chain/ReadProvider.ts";
import { BaseError } from "../errors/BaseError.ts";
import type { ChainArchive } from "./ChainArchive.ts";

/**
 * Answers exactly the reads that an archive holds.
 * @throws BaseError `NOT_ARCHIVED` for any other.
 */
export function replayReads(archive: ChainArchive): SendRequest {
  const results = new Map(
    archive.reads.map(({ method, params, result }) => [JSON.stringify([method, params]), result]),
  );
  return async (method, params) => {
    const key = JSON.stringify([method, params]);
    if (!results.has(key)) {
      throw new BaseError("NOT_ARCHIVED", `The archive does not hold this read: ${method} ${JSON.stringify(params)}.`, {
        remedy: "Ask the chain itself with --rpc URL, or make the archive again.",
      });
    }
    return results.get(key);
  };
}
