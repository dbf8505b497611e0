import type { Row } from "../../src/indexing/tables.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";
import type { Context } from "../Context.ts";
import type { TermsVersion } from "./termsChanges.ts";
import { termsOf } from "./termsOf.ts";

/** The terms of an offer from one update to the next. */
export type Revision = TermsVersion & {
  /** From 1. */
  readonly revision: number;
  /** When they began to hold, seconds. */
  readonly at: number;
};

/** Every version of an offer's terms, in order. */
export async function revisionsOf(
  context: Context,
  index: Index,
  { id, kind, assetId }: Pick<Row<"offer">, "id" | "kind" | "assetId">,
): Promise<readonly Revision[]> {
  const rows = await index.rows("offerRevision", { where: { offerId: id }, orderBy: "revision" });
  return Promise.all(
    rows.map(async (row) => ({
      revision: row.revision,
      at: row.at,
      terms: termsOf({ ...row, kind, assetId }),
      unit: await context.unitOf(row.currency),
    })),
  );
}
