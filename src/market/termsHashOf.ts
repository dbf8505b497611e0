import { AbiCoder, keccak256 } from "ethers";
import type { Terms } from "./Terms.ts";

/** What an offer commits to: the hash of its terms as the market computes it. */
export function termsHashOf(terms: Terms): string {
  const { kind, assetId, uses, durationSeconds, quota, isTransferable } = terms;
  const { resaleRoyaltyBps, revenueShareBps, currency, price, policyDigest, termsDigest } = terms;
  const encoded = AbiCoder.defaultAbiCoder().encode(
    [
      "uint8",
      "uint256",
      "uint8",
      "uint40",
      "uint32",
      "bool",
      "uint16",
      "uint16",
      "address",
      "uint96",
      "bytes32",
      "bytes32",
    ],
    [
      ...[kind, assetId, uses, durationSeconds, quota, isTransferable],
      ...[resaleRoyaltyBps, revenueShareBps, currency, price, policyDigest, termsDigest],
    ],
  );
  return keccak256(encoded);
}
