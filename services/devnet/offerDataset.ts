import { toUtf8Bytes, ZeroHash } from "ethers";
import { buyLicense } from "../../src/market/buyLicense.ts";
import { listDataset } from "../../src/market/listDataset.ts";
import { AssetKind, type Terms } from "../../src/market/Terms.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { amounts, REVENUE_SHARE_BPS } from "../demo/amounts.ts";
import type { DevActor } from "./DevWorld.ts";

export type OfferDatasetParameters = {
  readonly store: ContentStore;
  readonly owner: DevActor;
  /** What the dataset is; its file's digest names it on chain. */
  readonly manifest: { readonly name: string; readonly [field: string]: unknown };
  /** What differs from a perpetual right, without a quota, that cannot be sold on. */
  readonly terms: Pick<Terms, "uses"> & Partial<Pick<Terms, "durationSeconds" | "quota" | "isTransferable">>;
  /** What the terms say in words. */
  readonly text: string;
};

/** A dataset and how to license it. */
export type OfferedDataset = {
  readonly datasetId: bigint;
  readonly offerId: bigint;
  readonly manifestDigest: string;
  /** Buys a license; resolves to its identifier. */
  buy(buyer: DevActor): Promise<bigint>;
};

/** Lists a dataset of its owner, from which licenses can be bought. */
export async function offerDataset(parameters: OfferDatasetParameters): Promise<OfferedDataset> {
  const { store, owner, manifest, text } = parameters;
  const { licenseMarket, commonToken } = owner.client.addresses;
  const terms = {
    durationSeconds: 0,
    quota: 0,
    isTransferable: false,
    resaleRoyaltyBps: 0,
    revenueShareBps: REVENUE_SHARE_BPS,
    currency: commonToken,
    price: amounts.licensePrice,
    policyDigest: ZeroHash,
    termsDigest: await store.put(toUtf8Bytes(text)),
    ...parameters.terms,
  };
  const manifestDigest = await store.put(toUtf8Bytes(JSON.stringify(manifest)));
  const { datasetId, offerId } = await listDataset(owner.client, { manifestDigest, terms, cap: 0 });
  return {
    datasetId,
    offerId,
    manifestDigest,
    async buy({ client, wallet }) {
      await approveTokens(client, { spender: licenseMarket, amount: terms.price });
      return buyLicense(client, {
        offerId,
        terms: { ...terms, kind: AssetKind.Dataset, assetId: datasetId },
        maxPrice: terms.price,
        recipient: wallet.address,
      });
    },
  };
}
