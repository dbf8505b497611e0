import { id, sha256 } from "ethers";
import { send } from "../../src/chain/send.ts";
import { RevertError } from "../../src/errors/RevertError.ts";
import { writeExamples } from "../../src/learning/writeExamples.ts";
import { writeParameters } from "../../src/learning/writeParameters.ts";
import { claimRewards } from "../../src/rewards/claimRewards.ts";
import { claimFee } from "../../src/scoring/claimFee.ts";
import { commitScores, type Scores } from "../../src/scoring/commitScores.ts";
import { committeeOf } from "../../src/scoring/committeeOf.ts";
import { revealScores } from "../../src/scoring/revealScores.ts";
import { DEFAULT_SCORING_OPTIONS } from "../../src/scoring/ScoringOptions.ts";
import { type ScoredRound, scoreRound } from "../../src/scoring/scoreRound.ts";
import { FULL_SCORE, feePaymentOf } from "../../src/scoring/settlement.ts";
import { settleRound } from "../../src/scoring/settleRound.ts";
import { sharesOf } from "../../src/scoring/sharesOf.ts";
import { snapshotCommittee } from "../../src/scoring/snapshotCommittee.ts";
import { termOf } from "../../src/scoring/termOf.ts";
import { announceSealedUpdate } from "../../src/sealing/announceSealedUpdate.ts";
import { openSealedStore } from "../../src/sealing/openSealedStore.ts";
import { recordOpening } from "../../src/sealing/recordOpening.ts";
import { commitUpdate } from "../../src/training/commitUpdate.ts";
import { deadlinesOf } from "../../src/training/deadlinesOf.ts";
import { openRound } from "../../src/training/openRound.ts";
import { openSlices } from "../../src/training/openSlices.ts";
import { revealUpdate } from "../../src/training/revealUpdate.ts";
import { type HiddenSlices, slicesCommitment } from "../../src/training/slicesCommitment.ts";
import { writeTaskSpec } from "../../src/training/writeTaskSpec.ts";
import {
  CommonToken__factory,
  RewardPool__factory,
  ScoreBoard__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.ts";
import { amounts, toTokens } from "./amounts.ts";
import { createOracleScores } from "./createOracleScores.ts";
import { createUpdate } from "./createUpdate.ts";
import type { ContributorResult, OracleResult } from "./DemoResult.ts";
import { describeOutcome } from "./describeOutcome.ts";
import { exactValues } from "./exactValues.ts";
import { roundSeed } from "./playRounds.ts";
import type { PublishedUpdate } from "./population.ts";
import { clientOf } from "./prepareWorld.ts";
import { unmeteredClientOf } from "./unmeteredClientOf.ts";
import type { ContributorActor, World } from "./World.ts";

const HOUR = 3600;
const PHASES = {
  commit: 24 * HOUR,
  reveal: 12 * HOUR,
  opening: 6 * HOUR,
  scoreCommit: 6 * HOUR,
  scoreReveal: 6 * HOUR,
};

export type LiveRoundParameters = {
  /** From 0. */
  readonly round: number;
  readonly baseVersion: number;
  readonly base: Float64Array;
  /** What earlier rounds made public. */
  readonly published: readonly PublishedUpdate[];
};

/** What a round came to. */
export type LivedRound = {
  readonly roundId: bigint;
  readonly scored: ScoredRound;
  readonly pot: number;
  readonly earned: number;
  readonly isCommonVector: boolean;
  readonly contributors: readonly ContributorResult[];
  readonly oracles: readonly OracleResult[];
  /** The updates that are public now. */
  readonly published: readonly PublishedUpdate[];
};

/** An update that only its contributor, and from the reveal on the committee, can read until the round is settled. */
type Submission = { readonly bytes: Uint8Array; readonly updateDigest: string; readonly salt: string };

/** Lives one round: open, train, commit, reveal, open the slices, score, settle, claim. */
export async function liveRound(world: World, parameters: LiveRoundParameters): Promise<LivedRound> {
  const { chain, contributors, oracles, say } = world;
  const { roundId, slices } = await open(world, parameters);
  const deadlines = await deadlinesOf(clientOf(chain, world.sponsor), { roundId });

  const { updates, submissions } = await submit(world, roundId, parameters);
  // In the last day of Commit, before anything is revealed: contributors know who will score them.
  await snapshotCommittee(clientOf(chain, world.sponsor), { roundId });
  await chain.advanceTo(deadlines.commit);
  const outcomes = await reveal(world, roundId, submissions);
  await chain.advanceTo(deadlines.reveal);
  await openHidden(world, roundId, parameters.round, slices);
  await chain.advanceTo(deadlines.opening);
  const { scored, vectors } = await score(world, roundId, parameters);
  await chain.advanceTo(deadlines.scoreCommit);
  for (const [k, { account }] of oracles.entries()) {
    await revealScores(clientOf(chain, account), { roundId, ...vectors[k]! });
  }
  await chain.advanceTo(deadlines.scoreReveal);
  const reader = clientOf(chain, world.sponsor);
  const { totalScore } = await settleRound(reader, { roundId });
  await publish(world, roundId, submissions);

  const pool = RewardPool__factory.connect(chain.addresses.rewardPool, reader.runner);
  const board = ScoreBoard__factory.connect(chain.addresses.scoreBoard, reader.runner);
  const [opened] = await pool.queryFilter(pool.filters.PotOpened(roundId));
  const [settledPot] = await pool.queryFilter(pool.filters.PotSettled(roundId));
  const pot = opened!.args.amount + opened!.args.reserve;
  say(
    `  settled on chain: ${toTokens(settledPot!.args.earned).toFixed(2)} of ${toTokens(pot).toFixed(2)} COMMON were earned`,
  );
  const { commonSeat } = await board.committeeOf(roundId);
  const results = await payContributors(world, roundId, scored, outcomes);
  const paidOracles = await payOracles(world, roundId, totalScore);
  const index = new Map(scored.contributors.map((address, i) => [address, i]));
  return {
    roundId,
    scored,
    pot: toTokens(pot),
    earned: toTokens(settledPot!.args.earned),
    isCommonVector: commonSeat > 0n,
    contributors: results,
    oracles: paidOracles,
    published: contributors.flatMap(({ account }, contributor) => {
      const i = index.get(chain.accounts[account]!);
      const update = updates[contributor];
      if (i === undefined || update === undefined) return [];
      return [{ round: parameters.round, contributor, update, score: scored.scores[i]! }];
    }),
  };
}

/** The sponsor opens the round; its slices stay with it, only their salted hash is public. */
async function open(
  { chain, store, population, modelId, sponsor, say }: World,
  { round, baseVersion }: LiveRoundParameters,
): Promise<{ roundId: bigint; slices: HiddenSlices }> {
  const { root, validation } = population.slices[round]!;
  const slices = {
    rootSliceDigest: sha256(writeExamples(root)),
    validationSliceDigest: sha256(writeExamples(validation)),
    salt: id(`slices ${population.seed} ${round}`),
  };
  const { network, training } = population;
  const seed = roundSeed(population, round);
  const roundId = await openRound(clientOf(chain, sponsor), {
    task: {
      modelId,
      baseVersion,
      taskDigest: await store.put(
        writeTaskSpec({ format: "commonweights.task.v1", network, training, scoring: DEFAULT_SCORING_OPTIONS, seed }),
      ),
      slicesCommitment: slicesCommitment(slices),
      token: chain.addresses.commonToken,
      pot: amounts.pot,
      oracleFee: amounts.oracleFee,
      bond: amounts.bond,
      maxContributors: population.contributors.length,
      phases: PHASES,
    },
  });
  say(`Round ${roundId}: opened on version ${baseVersion} with a pot of ${toTokens(amounts.pot)} COMMON`);
  return { roundId, slices };
}

/** Everyone trains where its rows are and commits; the copycat without anything to copy copies a commitment instead. */
async function submit(
  { chain, population, contributors, say }: World,
  roundId: bigint,
  { round, base, published }: LiveRoundParameters,
): Promise<{ updates: (Float64Array | undefined)[]; submissions: (Submission | undefined)[] }> {
  const updates: (Float64Array | undefined)[] = [];
  const submissions: (Submission | undefined)[] = [];
  for (const [contributor, actor] of contributors.entries()) {
    const client = clientOf(chain, actor.account);
    const update = createUpdate({ population, round, contributor, base, published });
    updates.push(update);
    if (update === undefined) {
      await copyCommitment(chain.accounts[contributors[0]!.account]!, client, roundId, actor);
      submissions.push(undefined);
      continue;
    }
    const bytes = writeParameters(update);
    const updateDigest = sha256(bytes);
    const salt = id(`update ${population.seed} ${round} ${contributor}`);
    await commitUpdate(client, { roundId, updateDigest, salt, datasetId: actor.datasetId, licenseId: actor.licenseId });
    submissions.push({ bytes, updateDigest, salt });
  }
  say(`  ${contributors.length} contributors trained where the rows are, and committed`);
  return { updates, submissions };
}

/** Commits to somebody else's commitment, in the hope of revealing what that one reveals. */
async function copyCommitment(
  victim: string,
  client: ReturnType<typeof clientOf>,
  roundId: bigint,
  { datasetId, licenseId }: ContributorActor,
): Promise<void> {
  const rounds = TrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const { digest } = await rounds.updateOf(roundId, victim);
  await send(client, rounds, "UpdateCommitted", () => rounds.commitUpdate(roundId, digest, datasetId, licenseId));
}

/** Reveals every update and seals it to the committee; resolves to what became of those that could not be revealed. */
async function reveal(
  { chain, store, contributors, say }: World,
  roundId: bigint,
  submissions: readonly (Submission | undefined)[],
): Promise<Map<string, string>> {
  const outcomes = new Map<string, string>();
  for (const [contributor, { account, name }] of contributors.entries()) {
    const submission = submissions[contributor];
    if (submission !== undefined) {
      await revealUpdate(clientOf(chain, account), { roundId, ...submission });
      await announceSealedUpdate(unmeteredClientOf(chain, account), store, { roundId, bytes: submission.bytes });
      continue;
    }
    try {
      // The digest and the salt that the victim revealed are public by now.
      await revealUpdate(clientOf(chain, account), { roundId, ...submissions[0]! });
    } catch (error) {
      if (!(error instanceof RevertError)) throw error;
      outcomes.set(chain.accounts[account]!, `copied a commitment: refused by ${error.errorName}, bond lost`);
      say(`  ${name} copied a commitment; the contract refused its reveal (${error.errorName})`);
    }
  }
  return outcomes;
}

async function openHidden(
  { chain, store, population, sponsor }: World,
  roundId: bigint,
  round: number,
  slices: HiddenSlices,
): Promise<void> {
  const client = clientOf(chain, sponsor);
  const { root, validation } = population.slices[round]!;
  await store.put(writeExamples(root));
  await store.put(writeExamples(validation));
  await openSlices(client, { roundId, slices });
}

/** Every honest oracle opens what was sealed to it and scores the round by itself, from chain and store. */
async function score(
  { chain, store, contributors, oracles, population, say }: World,
  roundId: bigint,
  { base }: LiveRoundParameters,
): Promise<{ scored: ScoredRound; vectors: Scores[] }> {
  const roles = new Map(contributors.map(({ account, role }) => [chain.accounts[account]!, role]));
  const baseDigest = sha256(writeParameters(base));
  const vectors: Scores[] = [];
  let scored: ScoredRound | undefined;
  for (const { account, role, identity } of oracles) {
    const client = clientOf(chain, account);
    const compute = async () => {
      scored = await scoreRound(client, await openSealedStore(client, store, { roundId, identities: [identity] }), {
        roundId,
      });
      return { scores: scored.scores, aggregateDigest: await store.put(writeParameters(scored.aggregate)) };
    };
    // The demo seats an honest oracle first, so that the others know whom to score.
    const present = scored?.contributors.map((address) => roles.get(address)!) ?? [];
    const scores = await createOracleScores({ role, compute, contributors: present, baseDigest });
    const salt = id(`scores ${population.seed} ${roundId} ${account}`);
    vectors.push({ ...scores, salt });
    await commitScores(client, { roundId, ...scores, salt });
  }
  say(`  ${oracles.length} oracles scored ${scored!.contributors.length} updates, and committed`);
  return { scored: scored!, vectors };
}

/** Once scores are settled, the updates become public, so that anyone can recompute them; the oracles say what they opened. */
async function publish(
  { chain, store, oracles, say }: World,
  roundId: bigint,
  submissions: readonly (Submission | undefined)[],
): Promise<void> {
  for (const submission of submissions) if (submission !== undefined) await store.put(submission.bytes);
  for (const { account, identity } of oracles) {
    await recordOpening(unmeteredClientOf(chain, account), store, { roundId, identities: [identity] });
  }
  say(`  the updates are public now; ${oracles.length} oracles recorded which they had opened`);
}

async function payContributors(
  { chain, contributors, population }: World,
  roundId: bigint,
  scored: ScoredRound,
  outcomes: ReadonlyMap<string, string>,
): Promise<ContributorResult[]> {
  const reader = clientOf(chain, 0);
  const token = CommonToken__factory.connect(chain.addresses.commonToken, reader.runner);
  const shares = new Map((await sharesOf(reader, { roundId })).map((share) => [share.contributor, share]));
  const { network, slices } = population;
  const base = scored.base;
  const { validation } = slices[Number(roundId) - 1]!;
  const terms = await Promise.all(
    scored.explanations.map(async (explanation, i) => termOf(await scored.loadUpdate(i), explanation, base.length)),
  );
  const values = exactValues({ network, base, scored, terms, validation });

  const results: ContributorResult[] = [];
  for (const { account, name, role } of contributors) {
    const address = chain.accounts[account]!;
    const share = shares.get(address);
    const exact = share === undefined ? undefined : values?.[share.index];
    let claimed = 0n;
    let received = 0n;
    if (share !== undefined && share.score > 0) {
      const before = await token.balanceOf(address);
      const claim = { contributor: address, token: chain.addresses.commonToken, shares: [share] };
      claimed = await claimRewards(clientOf(chain, account), claim);
      received = (await token.balanceOf(address)) - before;
    }
    results.push({
      address,
      name,
      role,
      score: (share?.score ?? 0) / Number(FULL_SCORE),
      exactValue: values === undefined ? null : (exact?.part ?? 0),
      exactNats: values === undefined ? null : (exact?.nats ?? 0),
      payout: toTokens(claimed),
      topUp: 0,
      revenueShare: toTokens(claimed - received),
      outcome: outcomes.get(address) ?? describeOutcome(scored, share?.index),
    });
  }
  return results;
}

async function payOracles({ chain, oracles }: World, roundId: bigint, totalScore: bigint): Promise<OracleResult[]> {
  const members = await committeeOf(clientOf(chain, 0), { roundId });
  const results: OracleResult[] = [];
  for (const { account, name, role } of oracles) {
    const address = chain.accounts[account]!;
    const seat = members.findIndex(({ oracle }) => oracle === address);
    const { stake, disagreement } = members[seat]!;
    const payout = await claimFee(clientOf(chain, account), { roundId, seat });
    results.push({
      address,
      name,
      role,
      stake: toTokens(stake),
      agreement: agreementOf(disagreement, totalScore),
      payout: toTokens(payout),
    });
  }
  return results;
}

/** Part of its share of the fee that an oracle is paid, in [0, 1]. */
function agreementOf(disagreement: bigint, totalScore: bigint): number {
  const scale = 10n ** 9n;
  return Number(feePaymentOf({ fee: scale, stake: 1n, totalStake: 1n, disagreement, totalScore })) / Number(scale);
}
