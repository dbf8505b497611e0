import { AbiCoder, id, keccak256 } from "ethers";

const DOMAIN = id("commonweights.TrainingRounds.update.v1");

export type UpdateCommitmentParameters = {
  readonly chainId: bigint;
  /** Address of the rounds contract. */
  readonly trainingRounds: string;
  readonly roundId: bigint;
  readonly contributor: string;
  /** SHA-256 of the update (safetensors). */
  readonly updateDigest: string;
  readonly salt: string;
};

/** What a contributor commits to; the same as the rounds contract's `commitmentOf`. */
export function updateCommitment(parameters: UpdateCommitmentParameters): string {
  const { chainId, trainingRounds, roundId, contributor, updateDigest, salt } = parameters;
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "address", "bytes32", "bytes32"],
      [DOMAIN, chainId, trainingRounds, roundId, contributor, updateDigest, salt],
    ),
  );
}
