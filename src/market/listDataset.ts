import { ILicenseMarket__factory } from "../../typechain-types/index.ts";
import { send } from "../chain/send.ts";
import type { Client } from "../client.ts";
import { AssetKind, type Terms } from "./Terms.ts";

export type ListDatasetParameters = {
  /** SHA-256 of the manifest (Croissant). */
  readonly manifestDigest: string;
  /** What a license permits and costs. */
  readonly terms: Omit<Terms, "kind" | "assetId">;
  /** Most licenses to sell; 0: any number. */
  readonly cap: number;
};

/** Registers a dataset of the caller and offers licenses on it, in one transaction. */
export async function listDataset(
  client: Client,
  { manifestDigest, terms, cap }: ListDatasetParameters,
): Promise<{ datasetId: bigint; offerId: bigint }> {
  const market = ILicenseMarket__factory.connect(client.addresses.licenseMarket, client.runner);
  const { args } = await send(client, market, "OfferCreated", () =>
    market.listDataset(manifestDigest, { ...terms, kind: AssetKind.Dataset, assetId: 0n }, cap),
  );
  return { datasetId: args.assetId as bigint, offerId: args.offerId as bigint };
}
