import {
  IDatasetRegistry__factory,
  ILicenseMarket__factory,
  IModelRegistry__factory,
} from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { AssetKind } from "./Terms.ts";

/** Why no license can be bought on an offer. */
export type OfferObstacle = "Closed" | "SoldOut" | "SellerNotOwner" | "ConsentWithdrawn" | "DatasetRetired";

/** An offer as it stands now. Its terms are in the events of its creation and updates; `termsHash` proves them. */
export type Offer = {
  readonly offerId: bigint;
  readonly kind: AssetKind;
  readonly assetId: bigint;
  readonly seller: string;
  /** Number of the terms, from 1. */
  readonly revision: number;
  /** Hash of the terms; see `termsHashOf`. */
  readonly termsHash: string;
  /** Licenses left; undefined when any number is sold. */
  readonly remaining: number | undefined;
  /** Why nothing can be bought on it now; undefined when it can. */
  readonly obstacle: OfferObstacle | undefined;
};

export type OfferOfParameters = {
  readonly offerId: bigint;
};

const UNLIMITED = 2n ** 32n - 1n;

/** Reads an offer. @throws RevertError `LicenseMarketOfferUnknown` when there is none. */
export async function offerOf(client: Client, { offerId }: OfferOfParameters): Promise<Offer> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const [offer, termsHash] = await read(market.offerOf(offerId));
  const kind = offer.kind === 0n ? AssetKind.Dataset : AssetKind.Model;
  const { assetId, seller, revision, remaining } = offer;
  return {
    offerId,
    kind,
    assetId,
    seller,
    revision: Number(revision),
    termsHash,
    remaining: remaining === UNLIMITED ? undefined : Number(remaining),
    obstacle: offer.isClosed
      ? "Closed"
      : remaining === 0n
        ? "SoldOut"
        : await assetObstacle(client, { kind, assetId, seller }),
  };
}

async function assetObstacle(
  { addresses, runner }: Client,
  { kind, assetId, seller }: Pick<Offer, "kind" | "assetId" | "seller">,
): Promise<OfferObstacle | undefined> {
  if (kind === AssetKind.Model) {
    const owner = await read(IModelRegistry__factory.connect(addresses.modelRegistry, runner).ownerOf(assetId));
    return owner === seller ? undefined : "SellerNotOwner";
  }
  const registry = IDatasetRegistry__factory.connect(addresses.datasetRegistry, runner);
  const [provider, withdrawnAt, isRetired] = await read(registry.statusOf(assetId));
  if (withdrawnAt !== 0n) return "ConsentWithdrawn";
  if (isRetired) return "DatasetRetired";
  return provider === seller ? undefined : "SellerNotOwner";
}
