import { BaseError } from "../../src/errors/BaseError.ts";
import type { Row } from "../../src/indexing/tables.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";

/** Numbers count from 1; identifiers are hashes, and longer than any count. */
const MOST_PROPOSALS = 1_000_000_000n;

/** The proposal that a number or an identifier names. @throws BaseError `NOT_FOUND`. */
export function findProposal(index: Index, reference: bigint): Row<"proposal"> {
  const isNumber = reference <= MOST_PROPOSALS;
  const where = isNumber ? { number: Number(reference) } : { id: reference };
  const found = index.rows("proposal", { where, limit: 1 })[0];
  if (found !== undefined) return found;
  throw new BaseError("NOT_FOUND", `There is no proposal ${reference}.`, {
    remedy: "See commonweights dao proposal list.",
  });
}
