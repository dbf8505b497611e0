import { ZeroAddress } from "ethers";
import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { AssetKind } from "./Terms.ts";

/** A license with its frozen terms, as it stands now. Amounts are in the smallest units of its currency, times in seconds. */
export type License = {
  readonly licenseId: bigint;
  readonly offerId: bigint;
  /** Number of the offer's terms that it was bought under. */
  readonly revision: number;
  readonly kind: AssetKind;
  readonly assetId: bigint;
  readonly holder: string;
  /** Who else may use it now, and until when (exclusive); undefined for nobody. */
  readonly user: { readonly account: string; readonly until: bigint } | undefined;
  /** Sum of the permitted use bits. */
  readonly uses: number;
  readonly isTransferable: boolean;
  readonly startsAt: bigint;
  /** Exclusive; undefined: perpetual. */
  readonly expiresAt: bigint | undefined;
  readonly revokedAt: bigint | undefined;
  /** Uses that can be recorded; undefined: unlimited. */
  readonly quota: number | undefined;
  /** Uses recorded so far. */
  readonly used: number;
  readonly resaleRoyaltyBps: number;
  readonly revenueShareBps: number;
  /** Address of the token. */
  readonly currency: string;
  /** The fee, as it arrived. */
  readonly paid: bigint;
  /** What of it the provider has taken. */
  readonly withdrawn: bigint;
  /** What of it went back to the holder. */
  readonly refunded: bigint;
};

export type LicenseOfParameters = {
  readonly licenseId: bigint;
};

/** Reads a license. @throws RevertError `ERC721NonexistentToken` when there is none. */
export async function licenseOf(client: Client, { licenseId }: LicenseOfParameters): Promise<License> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const [record, { kind, assetId }, holder, user, until] = await Promise.all([
    read(market.licenseOf(licenseId)),
    read(market.assetOf(licenseId)),
    read(market.ownerOf(licenseId)),
    read(market.userOf(licenseId)),
    read(market.userExpires(licenseId)),
  ]);
  return {
    licenseId,
    offerId: record.offerId,
    revision: Number(record.revision),
    kind: kind === 0n ? AssetKind.Dataset : AssetKind.Model,
    assetId,
    holder,
    user: user === ZeroAddress ? undefined : { account: user, until },
    uses: Number(record.uses),
    isTransferable: record.isTransferable,
    startsAt: record.startsAt,
    expiresAt: record.expiresAt === 0n ? undefined : record.expiresAt,
    revokedAt: record.revokedAt === 0n ? undefined : record.revokedAt,
    quota: record.quota === 0n ? undefined : Number(record.quota),
    used: Number(record.used),
    resaleRoyaltyBps: Number(record.resaleRoyaltyBps),
    revenueShareBps: Number(record.revenueShareBps),
    currency: record.currency,
    paid: record.paid,
    withdrawn: record.withdrawn,
    refunded: record.refunded,
  };
}
