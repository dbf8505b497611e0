import type { Row } from "../../src/indexing/tables.ts";
import { AssetKind, type Terms } from "../../src/market/Terms.ts";

type TermsRow = Pick<Row<"offer">, keyof Terms>;

/** The terms in a row of an offer or of a license, as the contracts take them. */
export function termsOf(row: TermsRow): Terms {
  return {
    kind: row.kind === "dataset" ? AssetKind.Dataset : AssetKind.Model,
    assetId: row.assetId,
    uses: row.uses,
    durationSeconds: row.durationSeconds,
    quota: row.quota,
    isTransferable: row.isTransferable,
    resaleRoyaltyBps: row.resaleRoyaltyBps,
    revenueShareBps: row.revenueShareBps,
    currency: row.currency,
    price: row.price,
    policyDigest: row.policyDigest,
    termsDigest: row.termsDigest,
  };
}
