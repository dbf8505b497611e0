import type { Row } from "../../src/indexing/tables.ts";
import type { OfferObstacle } from "../../src/market/offerOf.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";
import { requireRow } from "./requireRow.ts";

const words: Readonly<Record<OfferObstacle, string>> = {
  Closed: "closed",
  SoldOut: "sold out",
  SellerNotOwner: "seller gone",
  ConsentWithdrawn: "no consent",
  DatasetRetired: "retired",
};

const sentences: Readonly<Record<OfferObstacle, string>> = {
  Closed: "it is closed",
  SoldOut: "every license of it is sold",
  SellerNotOwner: "its seller does not own the asset any more",
  ConsentWithdrawn: "consent to use the dataset was withdrawn",
  DatasetRetired: "the dataset is retired",
};

/** Why nothing can be bought on an offer, as the market would say; undefined when it can. */
export async function offerObstacle(index: Index, offer: Row<"offer">): Promise<OfferObstacle | undefined> {
  if (offer.closedAt !== null) return "Closed";
  if (offer.cap !== 0 && offer.sold >= offer.cap) return "SoldOut";
  if (offer.kind === "model") {
    return (await requireRow(index, "model", offer.assetId)).owner === offer.seller ? undefined : "SellerNotOwner";
  }
  const { consentWithdrawnAt, retiredAt, provider } = await requireRow(index, "dataset", offer.assetId);
  if (consentWithdrawnAt !== null) return "ConsentWithdrawn";
  if (retiredAt !== null) return "DatasetRetired";
  return provider === offer.seller ? undefined : "SellerNotOwner";
}

/** The state of an offer in a word or two, for tables. */
export function offerStateWord(obstacle: OfferObstacle | undefined): string {
  return obstacle === undefined ? "open" : words[obstacle];
}

/** Why nothing can be bought, as the end of a sentence. */
export function offerObstacleWords(obstacle: OfferObstacle): string {
  return sentences[obstacle];
}
