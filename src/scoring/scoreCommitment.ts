import { AbiCoder, id, keccak256 } from "ethers";
import { encodeScores, vectorHashOf } from "./scoreVector.ts";

const DOMAIN = id("commonweights.ScoreBoard.scores.v1");
/** Committed to in the place of a vector's hash by an oracle that finds the slices worthless. */
const VOID = id("commonweights.ScoreBoard.void.v1");

export type ScoreCommitmentParameters = {
  readonly chainId: bigint;
  /** Address of the score board. */
  readonly scoreBoard: string;
  readonly roundId: bigint;
  readonly oracle: string;
  /** Parts per billion per contributor; undefined: the slices are void. */
  readonly scores: ArrayLike<number> | undefined;
  /** SHA-256 of the aggregate, or of the reason why the slices are void. */
  readonly digest: string;
  readonly salt: string;
};

/** What an oracle commits to; the same as the score board's `commitmentOf`. */
export function scoreCommitment({
  chainId,
  scoreBoard,
  roundId,
  oracle,
  scores,
  digest,
  salt,
}: ScoreCommitmentParameters): string {
  const vectorHash = scores === undefined ? VOID : vectorHashOf(encodeScores(scores));
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256", "address", "bytes32", "bytes32", "bytes32"],
      [DOMAIN, chainId, scoreBoard, roundId, oracle, vectorHash, digest, salt],
    ),
  );
}
