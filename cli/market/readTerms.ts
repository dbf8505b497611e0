import { getAddress, isAddress, ZeroHash } from "ethers";
import { type AssetKind, type Terms, Use } from "../../src/market/Terms.ts";
import type { Context } from "../Context.ts";
import { digestOf } from "../digestOf.ts";
import type { TypedAmount } from "../parse/parseAmount.ts";
import { unitsOf } from "../parse/unitsOf.ts";
import { usageError } from "../usageError.ts";

/** What was typed about terms; see `termsOptions`. */
export type TermsInput = {
  readonly price?: TypedAmount;
  readonly currency?: string;
  readonly uses?: number;
  /** Seconds. */
  readonly duration?: number;
  readonly quota?: number;
  readonly transferable?: boolean;
  /** Basis points. */
  readonly resaleRoyalty?: number;
  /** Basis points. */
  readonly revenueShare?: number;
  /** Path or digest, like the next. */
  readonly policy?: string;
  readonly terms?: string;
};

/** The asset that terms are about. */
export type Asset = { readonly kind: AssetKind; readonly assetId: bigint };

/**
 * Terms as they were typed, and where nothing was typed as they were before.
 * @throws BaseError `USAGE` for a currency that is no address, a price without a currency that it is in, or what does not fit.
 */
export async function readTerms(context: Context, asset: Asset, input: TermsInput, before?: Terms): Promise<Terms> {
  const { addresses } = await context.network();
  const currency = input.currency === undefined ? (before?.currency ?? addresses.commonToken) : requireToken(input);
  if (before !== undefined && currency !== before.currency && input.price === undefined) {
    throw usageError("--currency: say the price in it too.", "Add --price.");
  }
  const uses = input.uses ?? before?.uses ?? Use.Train;
  if (uses === 0) throw usageError("--uses: name at least one use.");
  requireWithin("--resale-royalty", input.resaleRoyalty, 1000);
  requireWithin("--revenue-share", input.revenueShare, 5000);
  requireBelow("--duration", input.duration, 2 ** 40);
  requireBelow("--quota", input.quota, 2 ** 32);
  return {
    ...asset,
    uses,
    durationSeconds: input.duration ?? before?.durationSeconds ?? 0,
    quota: input.quota ?? before?.quota ?? 0,
    isTransferable: input.transferable ?? before?.isTransferable ?? false,
    resaleRoyaltyBps: input.resaleRoyalty ?? before?.resaleRoyaltyBps ?? 0,
    revenueShareBps: input.revenueShare ?? before?.revenueShareBps ?? 0,
    currency,
    price: input.price === undefined ? (before?.price ?? 0n) : unitsOf(input.price, await context.unitOf(currency)),
    policyDigest: input.policy === undefined ? (before?.policyDigest ?? ZeroHash) : await digestOf(input.policy),
    termsDigest: input.terms === undefined ? (before?.termsDigest ?? ZeroHash) : await digestOf(input.terms),
  };
}

function requireToken({ currency = "" }: TermsInput): string {
  if (!isAddress(currency)) throw usageError(`--currency: it must be the address of a token, not "${currency}".`);
  return getAddress(currency);
}

/** The market's own limits, said before it refuses. */
function requireWithin(flag: string, bps: number | undefined, most: number): void {
  if (bps !== undefined && bps > most) throw usageError(`${flag}: it must be at most ${most / 100}, not ${bps / 100}.`);
}

function requireBelow(flag: string, value: number | undefined, limit: number): void {
  if (value !== undefined && value >= limit) throw usageError(`${flag}: ${value} is too large.`);
}
