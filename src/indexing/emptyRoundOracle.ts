import type { Row } from "./tables.ts";

/** An oracle's part in a round before it did anything. */
export function emptyRoundOracle(roundId: bigint, oracle: string): Row<"roundOracle"> {
  return {
    roundId,
    oracle,
    commitment: null,
    commits: 0,
    committedAt: null,
    revealedAt: null,
    isVoid: false,
    vectorHash: null,
    aggregateDigest: null,
    reasonDigest: null,
    disagreement: null,
    fee: null,
    feeClaimedAt: null,
    slashed: null,
    slashedAt: null,
    openingDigest: null,
  };
}
