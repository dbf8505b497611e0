import { AbiCoder, keccak256 } from "ethers";

/** The slices of a round that stay hidden until all updates are fixed. */
export type HiddenSlices = {
  /** SHA-256 of the slice that the aggregation trusts. */
  readonly rootSliceDigest: string;
  /** SHA-256 of the slice that the scores are measured on. */
  readonly validationSliceDigest: string;
  /** 32 random bytes. */
  readonly salt: string;
};

/** What a round is opened with in place of its slices: `keccak256(abi.encode(root, validation, salt))`. */
export function slicesCommitment({ rootSliceDigest, validationSliceDigest, salt }: HiddenSlices): string {
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "bytes32", "bytes32"],
      [rootSliceDigest, validationSliceDigest, salt],
    ),
  );
}
