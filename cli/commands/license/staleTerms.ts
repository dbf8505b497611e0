import { read } from "../../../src/chain/read.ts";
import type { Client } from "../../../src/client.ts";
import { RevertError } from "../../../src/errors/RevertError.ts";
import { AssetKind, type Terms } from "../../../src/market/Terms.ts";
import { LicenseMarket__factory } from "../../../typechain-types/index.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Context } from "../../Context.ts";
import { type TermsVersion, termsChanges } from "../../market/termsChanges.ts";

export type StaleTermsParameters = {
  readonly offerId: bigint;
  readonly read: TermsVersion;
  /** The terms as they are; undefined when they cannot be told. */
  readonly current: TermsVersion | undefined;
  readonly cause?: unknown;
};

/** The terms of an offer are not those that were read: what changed, and what to do. */
export function staleTerms({ offerId, read: before, current, cause }: StaleTermsParameters): AdvisedError {
  const changes = current === undefined ? [] : termsChanges(before, current);
  const list = changes.map(([label, change]) => `  ${label}: ${change}`).join("\n");
  return new AdvisedError("STALE_TERMS", `The terms of offer ${offerId} changed since you read them.`, {
    remedy: `${list === "" ? "" : `${list}\n`}Read them again and decide: commonweights license offer show ${offerId}`,
    next: `license offer show ${offerId}`,
    cause,
  });
}

export type PurchaseParameters = {
  readonly offerId: bigint;
  readonly read: TermsVersion;
  /** The block as of which they were read. */
  readonly block: number;
};

/** Does a purchase; when the market says that the terms are stale, says what changed in them since the block. */
export async function withStaleTerms<T>(
  context: Context,
  client: Client,
  { offerId, read: before, block }: PurchaseParameters,
  buy: () => Promise<T>,
): Promise<T> {
  try {
    return await buy();
  } catch (cause) {
    if (!(cause instanceof RevertError) || cause.errorName !== "LicenseMarketStaleTerms") throw cause;
    const terms = await latestTerms(client, offerId, block);
    const current = terms === undefined ? undefined : { terms, unit: await context.unitOf(terms.currency) };
    throw staleTerms({ offerId, read: before, current, cause });
  }
}

/** A few blocks' events, from the block that was read to the newest. */
async function latestTerms({ addresses, runner }: Client, offerId: bigint, block: number): Promise<Terms | undefined> {
  const market = LicenseMarket__factory.connect(addresses.licenseMarket, runner);
  const updates = await read(market.queryFilter(market.filters.OfferUpdated(offerId), block));
  const last = updates.at(-1)?.args.terms;
  if (last === undefined) return undefined;
  return {
    kind: last.kind === 0n ? AssetKind.Dataset : AssetKind.Model,
    assetId: last.assetId,
    uses: Number(last.uses),
    durationSeconds: Number(last.durationSeconds),
    quota: Number(last.quota),
    isTransferable: last.isTransferable,
    resaleRoyaltyBps: Number(last.resaleRoyaltyBps),
    revenueShareBps: Number(last.revenueShareBps),
    currency: last.currency,
    price: last.price,
    policyDigest: last.policyDigest,
    termsDigest: last.termsDigest,
  };
}
