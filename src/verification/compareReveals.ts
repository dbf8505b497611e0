import { AbiCoder, keccak256, ZeroHash } from "ethers";
import { encodeScores, vectorHashOf } from "../scoring/scoreVector.ts";
import { FULL_SCORE } from "../scoring/settlement.ts";
import type { Comparison } from "./createComparison.ts";
import type { RoundRecord } from "./readRoundRecord.ts";
import { CONTRIBUTORS_PER_HASH } from "./readSubmissions.ts";

/**
 * Compares what was announced about updates, committee and vectors with what the chain stores and hashes.
 * @throws DifferenceError at the first that differs.
 */
export function compareReveals(comparison: Comparison, { submissions, judgement }: RoundRecord): void {
  compareUpdates(comparison, submissions);
  compareCommittee(comparison, judgement);
  compareVectors(comparison, judgement, submissions.reveals.length);
}

function compareUpdates(
  comparison: Comparison,
  { stored, commits, reveals, contributorHashes }: RoundRecord["submissions"],
): void {
  comparison.equal("updates", "the number of revealed updates", reveals.length, stored.reveals);
  const commitOf = new Map(commits.map((commit) => [commit.contributor, commit]));
  const hashes: string[] = [];
  for (const [position, { contributor, updateDigest }] of reveals.entries()) {
    const commit = commitOf.get(contributor);
    const digest = commit?.isRevealed ? commit.storedDigest : "not revealed";
    comparison.equal("updates", `the digest of the update of ${contributor}`, updateDigest, digest);
    comparison.equal("updates", `the position of ${contributor}`, position, commit!.storedIndex);
    const chunk = Math.floor(position / CONTRIBUTORS_PER_HASH);
    hashes[chunk] = keccak256(
      AbiCoder.defaultAbiCoder().encode(["bytes32", "address"], [hashes[chunk] ?? ZeroHash, contributor]),
    );
  }
  for (const [chunk, hash] of contributorHashes.entries()) {
    comparison.equal("contributor hashes", `hash ${chunk} over the contributors`, hash, hashes[chunk] ?? "none");
  }
}

function compareCommittee(
  comparison: Comparison,
  { members, totalStake, revealedStake }: RoundRecord["judgement"],
): void {
  const sum = (stakes: readonly { readonly stake: bigint }[]) => stakes.reduce((total, { stake }) => total + stake, 0n);
  comparison.equal("committee stakes", "the committee's stake", totalStake, sum(members));
  const revealed = members.filter(({ isRevealed }) => isRevealed);
  comparison.equal("committee stakes", "the revealed stake", revealedStake, sum(revealed));
}

function compareVectors(comparison: Comparison, { members, vectors }: RoundRecord["judgement"], count: number): void {
  const vectorOf = new Map(vectors.map((vector) => [vector.oracle, vector]));
  for (const { oracle, isRevealed, isVoid, sealedHash } of members) {
    if (!isRevealed || isVoid) continue;
    const vector = vectorOf.get(oracle);
    const hash = vector === undefined ? "not in the logs" : vectorHashOf(encodeScores(vector.scores));
    comparison.equal("vectors", `the hash of the vector of oracle ${oracle}`, vector?.vectorHash ?? "none", hash);
    const { scores, aggregateDigest } = vector!;
    const sealed = AbiCoder.defaultAbiCoder().encode(["bytes32", "bytes32"], [hash, aggregateDigest]);
    comparison.equal("vectors", `the sealed hash of oracle ${oracle}`, sealedHash, keccak256(sealed));
    comparison.equal("vectors", `the length of the vector of oracle ${oracle}`, scores.length, count);
    const sum = scores.reduce((total, score) => total + score, 0);
    comparison.equal(
      "vectors",
      `whether the vector of oracle ${oracle} gives away at most the whole`,
      sum <= FULL_SCORE,
      true,
    );
  }
}
