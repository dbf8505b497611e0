import { ZeroAddress } from "ethers";
import type { ILicenseMarket, LicenseMarket } from "../../../typechain-types/contracts/market/LicenseMarket.ts";
import type { Handlers } from "../Handlers.ts";
import type { IndexEvent } from "../IndexEvent.ts";
import type { IndexWriter } from "../IndexWriter.ts";
import { partyOf } from "../partyOf.ts";
import { placeOf } from "../placeOf.ts";
import { requireRow } from "../requireRow.ts";
import type { Row } from "../tables.ts";
import { upsertRow } from "../upsertRow.ts";

/** By the number of the kind. */
const KINDS = ["dataset", "model"];
/** What the market keeps of a user's end. */
const LATEST_TIME = 2n ** 48n - 1n;

/** Offers, licenses, their use, and what is owed for them. */
export const licenseMarketHandlers: Handlers<LicenseMarket> = {
  async OfferCreated(writer, { offerId, seller, assetId, cap, terms }, event) {
    await writer.put("offer", {
      id: offerId,
      seller,
      kind: KINDS[Number(terms.kind)] as string,
      assetId,
      revision: 1,
      cap: Number(cap),
      sold: 0,
      closedAt: null,
      ...termsIn(terms),
      createdAt: event.timestamp,
      block: BigInt(event.blockNumber),
    });
    await putRevision(writer, offerId, 1, terms, event);
  },
  async OfferUpdated(writer, { offerId, revision, terms }, event) {
    await writer.update("offer", { id: offerId }, () => ({ revision: Number(revision), ...termsIn(terms) }));
    await putRevision(writer, offerId, Number(revision), terms, event);
  },
  OfferClosed: (writer, { offerId }, { timestamp }) =>
    writer.update("offer", { id: offerId }, () => ({ closedAt: timestamp })),
  async LicenseBought(writer, { licenseId, offerId, holder, buyer, revision, paid }, { timestamp, blockNumber }) {
    const { kind, assetId, sold } = await requireRow(writer, "offer", { id: offerId });
    const frozen = await requireRow(writer, "offerRevision", { offerId, revision: Number(revision) });
    const { at: _, ...terms } = frozen;
    await writer.update("offer", { id: offerId }, () => ({ sold: sold + 1 }));
    await writer.put("license", {
      ...terms,
      id: licenseId,
      kind,
      assetId,
      holder,
      buyer,
      user: null,
      userExpires: null,
      paid,
      boughtAt: timestamp,
      expiresAt: frozen.durationSeconds === 0 ? null : timestamp + frozen.durationSeconds,
      revokedAt: null,
      reasonDigest: null,
      withdrawn: 0n,
      escrowClosedAt: null,
      refund: null,
      useCount: 0,
      block: BigInt(blockNumber),
    });
  },
  async LicenseUsed(writer, { licenseId, who, roundId, use, modelVersion, digest }, event) {
    const number = (await requireRow(writer, "license", { id: licenseId })).useCount + 1;
    await writer.update("license", { id: licenseId }, () => ({ useCount: number }));
    await writer.put("licenseUse", {
      ...placeOf(event),
      licenseId,
      number,
      who,
      roundId,
      use: Number(use),
      modelVersion: Number(modelVersion),
      digest,
    });
  },
  UpdateUser: (writer, { tokenId, user, expires }) =>
    writer.update("license", { id: tokenId }, () => ({
      user: partyOf(user),
      userExpires: user === ZeroAddress ? null : Number(expires < LATEST_TIME ? expires : LATEST_TIME),
    })),
  EarningsWithdrawn: (writer, { licenseId, amount }) =>
    writer.update("license", { id: licenseId }, ({ withdrawn }) => ({ withdrawn: withdrawn + amount })),
  LicenseRevoked: (writer, { licenseId, reasonDigest }, { timestamp }) =>
    writer.update("license", { id: licenseId }, () => ({ revokedAt: timestamp, reasonDigest })),
  EscrowClosed: (writer, { licenseId, earned, refund }, { timestamp }) =>
    writer.update("license", { id: licenseId }, ({ withdrawn }) => ({
      withdrawn: withdrawn + earned,
      refund,
      escrowClosedAt: timestamp,
    })),
  CreditAdded: (writer, { account, currency, amount }) =>
    upsertRow(writer, "credit", { account, currency, amount: 0n }, (row) => ({ amount: row.amount + amount })),
  CreditWithdrawn: (writer, { account, currency, amount }) =>
    writer.update("credit", { account, currency }, (row) => ({ amount: row.amount - amount })),
  TokenAllowanceSet: (writer, { token, isAllowed }) =>
    writer.put("allowedToken", { contract: "licenseMarket", token, isAllowed }),
  async Transfer(writer, { from, to, tokenId }) {
    // A mint is announced before the sale that makes the row.
    if (from !== ZeroAddress) await writer.update("license", { id: tokenId }, () => ({ holder: to }));
  },
};

type Terms = Omit<Row<"offerRevision">, "offerId" | "revision" | "at" | "block">;

function termsIn(terms: ILicenseMarket.TermsStructOutput): Terms {
  return {
    uses: Number(terms.uses),
    durationSeconds: Number(terms.durationSeconds),
    quota: Number(terms.quota),
    isTransferable: terms.isTransferable,
    resaleRoyaltyBps: Number(terms.resaleRoyaltyBps),
    revenueShareBps: Number(terms.revenueShareBps),
    currency: terms.currency,
    price: terms.price,
    policyDigest: terms.policyDigest,
    termsDigest: terms.termsDigest,
  };
}

async function putRevision(
  writer: IndexWriter,
  offerId: bigint,
  revision: number,
  terms: ILicenseMarket.TermsStructOutput,
  { timestamp, blockNumber }: IndexEvent,
): Promise<void> {
  await writer.put("offerRevision", {
    offerId,
    revision,
    ...termsIn(terms),
    at: timestamp,
    block: BigInt(blockNumber),
  });
}
