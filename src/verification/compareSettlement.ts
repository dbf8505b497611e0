import { concat, dataSlice, keccak256 } from "ethers";
import { consensusVector } from "../scoring/consensus.ts";
import { buildScoreTree, entryOf, leafDomainOf, type ScoreTree, SUBTREE_SIZE } from "../scoring/scoreTree.ts";
import { settle, shareOf, shareOfFee } from "../scoring/settlement.ts";
import type { Comparison } from "./createComparison.ts";
import type { Judgement } from "./readJudgement.ts";
import type { RoundRecord } from "./readRoundRecord.ts";
import type { Shares } from "./readShares.ts";

const NODE_BYTES = 24;

/**
 * Compares everything that the chain derived from the consensus: the tree, the totals, the candidate, the pot and every payment.
 * @throws DifferenceError at the first that differs.
 */
export function compareSettlement(comparison: Comparison, record: RoundRecord, shares: Shares): void {
  compareTree(comparison, record, shares);
  compareCandidate(comparison, record);
  compareMoney(comparison, record, shares);
}

function compareTree(comparison: Comparison, record: RoundRecord, { consensus }: Shares): void {
  const { chainId, rewardPool, roundId, judgement, submissions, payments } = record;
  const contributors = submissions.reveals.map(({ contributor }) => contributor);
  const domain = leafDomainOf(chainId, rewardPool, roundId);
  comparison.equal("leaves", "the domain of the leaves", judgement.leafDomain, domain);
  for (const [i, entry] of (settledEntries(judgement) ?? []).entries()) {
    const own = contributors[i] === undefined ? "none" : entryOf(contributors[i], consensus[i]!);
    comparison.equal("leaves", `leaf ${i} of the tree, as the settlement brought it,`, entry, own);
  }
  const tree = buildScoreTree(domain, contributors, consensus);
  for (const i of contributors.keys()) {
    const subtree = Math.floor(i / SUBTREE_SIZE);
    const root = foldProof(domain, entryOf(contributors[i]!, consensus[i]!), i, tree);
    comparison.equal("proofs", `the root over leaf ${i}`, judgement.subtreeRoots[subtree] ?? "none", root);
  }
  comparison.equal("roots", "the root announced by the score board", judgement.settled.root, tree.root);
  comparison.equal("roots", "the root announced by the reward pool", payments.root, tree.root);
}

/** The leaves from the calldata of the settlement; undefined when it was not called directly. */
function settledEntries({ columns, members, totalStake }: Judgement): string[] | undefined {
  const stakes = members.flatMap(({ isRevealed, isVoid, stake }) => (isRevealed && !isVoid ? [stake] : []));
  return columns?.flatMap(({ contributors, vectors }) => {
    const [common] = vectors;
    const scores =
      vectors.length === 1 && common !== undefined && stakes.length !== 1
        ? common
        : consensusVector(
            vectors.map((values, k) => ({ scores: values, stake: stakes[k] ?? 0n })),
            totalStake,
          );
    return contributors.map((contributor, i) => entryOf(contributor, scores[i] ?? 0));
  });
}

function foldProof(domain: string, entry: string, index: number, tree: ScoreTree): string {
  return tree.proofOf(index).reduce((node, sibling, height) => {
    const pair = (index >> height) % 2 === 0 ? [node, sibling] : [sibling, node];
    return dataSlice(keccak256(concat(height === 0 ? [domain, ...pair] : pair)), 0, NODE_BYTES);
  }, entry);
}

function compareCandidate(comparison: Comparison, { judgement, submissions }: RoundRecord): void {
  const { settled, candidate } = judgement;
  const hasCandidate = BigInt(settled.aggregateDigest) !== 0n;
  comparison.equal(
    "candidates",
    "whether the registry has a version of the round",
    candidate.version > 0n,
    hasCandidate,
  );
  if (!hasCandidate) return;
  const name = `version ${candidate.version} in the registry`;
  comparison.equal("candidates", `the weights of ${name}`, candidate.weightsDigest, settled.aggregateDigest);
  comparison.equal("candidates", `the model of ${name}`, candidate.modelId, submissions.modelId);
  comparison.equal("candidates", `the parent of ${name}`, candidate.parent, submissions.baseVersion);
}

function compareMoney(comparison: Comparison, record: RoundRecord, { consensus, claimable }: Shares): void {
  const { judgement, payments, submissions } = record;
  const { members, totalStake, settled } = judgement;
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  const vectors = judgement.vectors.map(({ oracle, scores }) => ({ scores, stake: stakeOf.get(oracle) ?? 0n }));
  const own = settle(vectors, totalStake, payments.atRisk, payments.feeTotal);
  const count = submissions.reveals.length;
  for (const [where, totalScore, contributors] of [
    ["settled by the score board", settled.totalScore, settled.count],
    ["announced by the reward pool", payments.totalScore, payments.count],
    ["stored by the reward pool", payments.storedTotalScore, payments.storedCount],
  ] as const) {
    comparison.equal("totals", `the total score ${where}`, totalScore, own.totalScore);
    comparison.equal("totals", `the number of contributors ${where}`, contributors, count);
  }
  const feeShares = vectors.reduce((sum, { stake }) => sum + shareOfFee(payments.feeTotal, stake, totalStake), 0n);
  comparison.equal("pot parts", "the earned part of the pot", payments.earned, own.earned);
  const rolled = own.unearned + payments.feeTotal - feeShares;
  comparison.equal("pot parts", "the unearned part, rolled into the model's reserve,", payments.rolled, rolled);
  const funded = own.totalScore === 0n ? 0n : own.earned + payments.toppedUp;
  comparison.equal("pot parts", "what the shares divide", payments.funded, funded);

  for (const [k, { oracle }] of judgement.vectors.entries()) {
    const member = members.find((candidate) => candidate.oracle === oracle);
    if (!member?.isAssessed) continue;
    const disagreement = own.disagreements[k]!;
    comparison.equal("disagreements", `the disagreement of oracle ${oracle}`, member.disagreement, disagreement);
    const paid = payments.fees.get(oracle);
    if (paid !== undefined) comparison.equal("fees", `the fee of oracle ${oracle}`, paid, own.feePayments[k]!);
  }
  for (const [i, { contributor }] of submissions.reveals.entries()) {
    const due = (payments.claimed.get(contributor) ?? 0n) + claimable[i]!;
    const share = shareOf(payments.funded, consensus[i]!, own.totalScore);
    comparison.equal("payouts", `the payout, claimed and claimable, of ${contributor}`, due, share);
  }
}
