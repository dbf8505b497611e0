import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike, ContractTransactionResponse } from "ethers";
import { concat, id, parseEther } from "ethers";
import { buildScoreTree } from "../../src/scoring/scoreTree.ts";
import { encodeScores, vectorHashOf } from "../../src/scoring/scoreVector.ts";
import { slicesCommitment } from "../../src/training/slicesCommitment.ts";
import {
  AccessManager__factory,
  CommonToken__factory,
  DatasetRegistry__factory,
  type ILicenseMarket,
  type IRewardPool,
  type IScoreBoard,
  type ITrainingRounds,
  LicenseMarket__factory,
  ModelRegistry__factory,
  type RewardPool,
  RewardPool__factory,
  ScoreBoard__factory,
  SealedUpdates__factory,
  Staking__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.ts";
import { deployed } from "./deployed.ts";

export const POT = parseEther("1000");
export const FEE = parseEther("100");
export const BOND = parseEther("10");
/** What every actor starts with. */
export const HOLDING = parseEther("1000000");
/** Stake of olga, otto and oscar in their seats: any two of them are a majority and a quorum, none alone is. */
export const STAKES = [parseEther("4000"), parseEther("3500"), parseEther("2500")] as const;
export const TOTAL_STAKE = parseEther("10000");
/** What the three oracles agree on in fixtures that are scored: 10 % of the pot is not earned. */
export const SCORES = [500_000_000, 300_000_000, 100_000_000] as const;
/** Σ of {@link SCORES}. */
export const TOTAL_SCORE = 900_000_000n;
/** What oscar says instead in fixtures with a dissent: `Σ|w − c|` is 1.2e9. */
export const DISSENT = [0, 900_000_000, 0] as const;
/** Part of dave's rewards that belongs to alice, whose dataset he licensed. */
export const REVENUE_SHARE_BPS = 2_000n;

/** How long before the end of Commit the committee can be snapshotted. */
export const SNAPSHOT_SECONDS = 86_400n;
export const PHASES = {
  commit: 3n * SNAPSHOT_SECONDS,
  reveal: 43_200n,
  opening: 21_600n,
  scoreCommit: 14_400n,
  scoreReveal: 7_200n,
};
export const SLICES = {
  rootSliceDigest: id("root slice"),
  validationSliceDigest: id("validation slice"),
  salt: id("s"),
};
export const AGGREGATE = id("aggregate");
export const REASON = id("reason");

export const Phase = {
  None: 0n,
  Commit: 1n,
  Reveal: 2n,
  Opening: 3n,
  ScoreCommit: 4n,
  ScoreReveal: 5n,
  Settling: 6n,
  Settled: 7n,
  Failed: 8n,
} as const;

export const Failure = {
  None: 0n,
  NoUpdates: 1n,
  NoCommittee: 2n,
  SponsorSilent: 3n,
  SlicesVoid: 4n,
  NoQuorum: 5n,
} as const;

export const Outcome = { None: 0n, Open: 1n, Settled: 2n, Refunded: 3n, SponsorSilent: 4n, SlicesVoid: 5n } as const;

/** The dataset and license each contributor trains with. */
const RIGHTS = { bob: [2n, 0n], carol: [3n, 0n], dave: [1n, 1n] } as const;

type Contributor = keyof typeof RIGHTS;

/** What an oracle says about a round: its scores, or that the slices are void. */
export type Ballot = {
  readonly oracle: HardhatEthersSigner;
  readonly scores?: readonly number[];
  readonly isVoid?: boolean;
  readonly aggregateDigest?: string;
};

/** Named accounts and contracts on a fresh chain. */
export async function actors() {
  const chain = await deployed();
  const { addresses, ethers, networkHelpers } = chain;
  const signers = await ethers.getSigners();
  const [deployer, alice, bob, carol, dave, olga, otto, oscar, sam, mallory, erin] = signers as [
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
    HardhatEthersSigner,
  ];
  await networkHelpers.impersonateAccount(addresses.timelock);
  await networkHelpers.setBalance(addresses.timelock, parseEther("100"));
  return {
    ...chain,
    signers,
    deployer,
    alice,
    bob,
    carol,
    dave,
    olga,
    otto,
    oscar,
    sam,
    mallory,
    erin,
    timelock: await ethers.getSigner(addresses.timelock),
    manager: AccessManager__factory.connect(addresses.accessManager, deployer),
    token: CommonToken__factory.connect(addresses.commonToken, deployer),
    staking: Staking__factory.connect(addresses.staking, deployer),
    datasets: DatasetRegistry__factory.connect(addresses.datasetRegistry, deployer),
    models: ModelRegistry__factory.connect(addresses.modelRegistry, deployer),
    market: LicenseMarket__factory.connect(addresses.licenseMarket, deployer),
    pool: RewardPool__factory.connect(addresses.rewardPool, deployer),
    rounds: TrainingRounds__factory.connect(addresses.trainingRounds, deployer),
    board: ScoreBoard__factory.connect(addresses.scoreBoard, deployer),
    sealing: SealedUpdates__factory.connect(addresses.sealedUpdates, deployer),
  };
}

/**
 * alice's model with the seats of olga, otto and oscar; the datasets of alice (licensed by dave), bob and carol; nobody has
 * opened a round yet.
 */
export async function modelWithSeats() {
  const state = await actors();
  const { token, staking, datasets, models, market, pool, rounds, board, addresses } = state;
  const { alice, bob, carol, dave, olga, otto, oscar, sam, mallory, erin } = state;
  for (const actor of [alice, bob, carol, dave, olga, otto, oscar, sam, mallory, erin]) {
    await token.transfer(actor, HOLDING);
    for (const spender of [pool, rounds, staking]) await token.connect(actor).approve(spender, HOLDING);
  }
  await models.connect(alice).register(id("card"), id("weights"));
  for (const owner of [alice, bob, carol]) await datasets.connect(owner).register(id("manifest"));
  const terms: ILicenseMarket.TermsStruct = {
    kind: 0n,
    assetId: 1n,
    uses: 1n,
    durationSeconds: 0n,
    quota: 0n,
    isTransferable: false,
    resaleRoyaltyBps: 0n,
    revenueShareBps: REVENUE_SHARE_BPS,
    currency: addresses.commonToken,
    price: 0n,
    policyDigest: id("policy"),
    termsDigest: id("terms"),
  };
  await market.connect(alice).createOffer(terms, 0n);
  await market.connect(dave).buy(1n, terms, 0n, dave);
  for (const [k, oracle] of [olga, otto, oscar].entries()) {
    await staking.connect(oracle).stake(STAKES[k]!);
    await board.connect(oracle).takeSeat(1n, STAKES[k]!);
  }
  return { ...state, terms, modelId: 1n, roundId: 1n };
}

export type World = Awaited<ReturnType<typeof modelWithSeats>>;

// --- States of a round ---

/** sam's round of alice's model, open for commits. */
export async function roundInCommit() {
  const world = await modelWithSeats();
  await openRound(world);
  return world;
}

/** The same, committed to by bob, carol and dave, in the last day of Commit: the committee can be snapshotted. */
export async function roundBeforeSnapshot() {
  const world = await roundInCommit();
  await commitUpdates(world);
  await enterLastDay(world);
  return world;
}

/** The same, with the committee snapshotted, in Reveal. */
export async function roundInReveal() {
  const world = await roundBeforeSnapshot();
  await world.board.snapshotCommittee(world.roundId);
  await enter(world, Phase.Reveal);
  return world;
}

/** The same, in Opening with all three updates revealed: bob is position 0, carol 1, dave 2. */
export async function roundInOpening() {
  const world = await roundInReveal();
  await revealUpdates(world);
  await enter(world, Phase.Opening);
  return world;
}

/** The same, with the slices opened. */
export async function roundInScoreCommit() {
  const world = await roundInOpening();
  await openSlices(world);
  await enter(world, Phase.ScoreCommit);
  return world;
}

/** The same, with the three oracles committed to {@link SCORES}. */
export async function roundInScoreReveal() {
  const world = await roundInScoreCommit();
  await commitBallots(world, agreement(world));
  await enter(world, Phase.ScoreReveal);
  return world;
}

/** The same, with all three revealed. */
export async function roundInSettling() {
  const world = await roundInScoreReveal();
  await revealBallots(world, agreement(world));
  await enter(world, Phase.Settling);
  return world;
}

/** The same, settled. */
export async function settledRound() {
  const world = await roundInSettling();
  await world.board.settle(world.roundId, columnsOf(world, agreement(world).slice(0, 1)));
  return { ...world, tree: await treeOf(world, SCORES) };
}

/** The same, but oscar gave bob and dave's scores to carol; settled by the vector of olga and otto. */
export async function settledRoundWithDissent() {
  const world = await roundInScoreCommit();
  const { olga, otto, oscar } = world;
  const ballots: Ballot[] = [{ oracle: olga }, { oracle: otto }, { oracle: oscar, scores: DISSENT }];
  await commitBallots(world, ballots);
  await enter(world, Phase.ScoreReveal);
  await revealBallots(world, ballots);
  await enter(world, Phase.Settling);
  await world.board.settle(world.roundId, columnsOf(world, ballots.slice(0, 1)));
  return { ...world, ballots };
}

/** Nobody revealed an update. bob had committed. */
export async function failedRoundWithoutUpdates() {
  const world = await roundInCommit();
  await commitUpdates(world, ["bob"]);
  await enterLastDay(world);
  await world.board.snapshotCommittee(world.roundId);
  await enter(world, Phase.Opening);
  return world;
}

/** Nobody snapshotted a committee before the end of Commit. bob, carol and dave had committed. */
export async function failedRoundWithoutSnapshot() {
  const world = await roundBeforeSnapshot();
  await enter(world, Phase.Reveal);
  return world;
}

/** Two seats are no committee. bob, carol and dave had committed. */
export async function failedRoundOfTwoSeats() {
  const world = await roundBeforeSnapshot();
  await world.board.connect(world.oscar).leaveSeat(world.modelId);
  await world.board.snapshotCommittee(world.roundId);
  return world;
}

/** sam saw the updates of bob and dave and did not open the slices. carol had committed and did not reveal. */
export async function failedRoundOfSilentSponsor() {
  const world = await roundInReveal();
  await revealUpdates(world, ["bob", "dave"]);
  await enter(world, Phase.ScoreCommit);
  return world;
}

/** olga and otto found the slices worthless; oscar revealed scores. */
export async function failedRoundOfVoidSlices() {
  const world = await roundInScoreCommit();
  const { olga, otto, oscar } = world;
  const ballots = [{ oracle: olga, isVoid: true }, { oracle: otto, isVoid: true }, { oracle: oscar }];
  await commitBallots(world, ballots);
  await enter(world, Phase.ScoreReveal);
  await revealBallots(world, ballots);
  await enter(world, Phase.Settling);
  return world;
}

/** Only olga revealed her scores; otto and oscar had committed. */
export async function failedRoundWithoutQuorum() {
  const world = await roundInScoreReveal();
  await revealBallots(world, [{ oracle: world.olga }]);
  await enter(world, Phase.Settling);
  return world;
}

// --- Steps ---

/** The task of sam's round; `overrides` change it. */
export function taskOf(world: World, overrides: Partial<ITrainingRounds.TaskStruct> = {}): ITrainingRounds.TaskStruct {
  return {
    modelId: world.modelId,
    baseVersion: 1n,
    taskDigest: id("task"),
    slicesCommitment: slicesCommitment(SLICES),
    token: world.addresses.commonToken,
    pot: POT,
    oracleFee: FEE,
    bond: BOND,
    maxContributors: 100n,
    phases: PHASES,
    ...overrides,
  };
}

/** Opens a round and resolves to its identifier. */
export async function openRound(
  world: World,
  overrides: Partial<ITrainingRounds.TaskStruct> = {},
  sponsor: HardhatEthersSigner = world.sam,
): Promise<bigint> {
  await world.rounds.connect(sponsor).openRound(taskOf(world, overrides));
  return world.rounds.roundCount();
}

export function updateDigestOf(contributor: string): string {
  return id(`update of ${contributor}`);
}

export function saltOf(name: string): string {
  return id(`salt of ${name}`);
}

export async function commitUpdates(
  world: World,
  contributors: readonly Contributor[] = ["bob", "carol", "dave"],
  roundId = world.roundId,
): Promise<void> {
  for (const name of contributors) {
    const digest = updateDigestOf(name);
    const commitment = await world.rounds.commitmentOf(roundId, world[name], digest, saltOf(name));
    await world.rounds.connect(world[name]).commitUpdate(roundId, commitment, ...RIGHTS[name]);
  }
}

export async function revealUpdates(
  world: World,
  contributors: readonly Contributor[] = ["bob", "carol", "dave"],
  roundId = world.roundId,
): Promise<void> {
  for (const name of contributors) {
    await world.rounds.connect(world[name]).revealUpdate(roundId, updateDigestOf(name), saltOf(name));
  }
}

export async function openSlices(world: World, roundId = world.roundId): Promise<void> {
  const { sponsor } = await world.rounds.roundOf(roundId);
  const { rootSliceDigest, validationSliceDigest, salt } = SLICES;
  const signer = await world.ethers.getSigner(sponsor);
  await world.rounds.connect(signer).openSlices(roundId, rootSliceDigest, validationSliceDigest, salt);
}

/** The three oracles, all with {@link SCORES}. */
export function agreement(world: World): Ballot[] {
  return [world.olga, world.otto, world.oscar].map((oracle) => ({ oracle }));
}

export async function commitBallots(world: World, ballots: readonly Ballot[], roundId = world.roundId): Promise<void> {
  for (const ballot of ballots) {
    const seat = await seatOf(world, ballot.oracle, roundId);
    await world.board.connect(ballot.oracle).commitScores(roundId, seat, await commitmentOf(world, ballot, roundId));
  }
}

export async function commitmentOf(world: World, ballot: Ballot, roundId = world.roundId): Promise<string> {
  const salt = saltOf(ballot.oracle.address);
  const [vectorHash, digest] = ballot.isVoid
    ? [await world.board.VOID(), REASON]
    : [vectorHashOf(packedOf(ballot)), ballot.aggregateDigest ?? AGGREGATE];
  return world.board.commitmentOf(roundId, ballot.oracle, vectorHash, digest, salt);
}

export async function revealBallots(world: World, ballots: readonly Ballot[], roundId = world.roundId): Promise<void> {
  for (const ballot of ballots) {
    const seat = await seatOf(world, ballot.oracle, roundId);
    const salt = saltOf(ballot.oracle.address);
    const board = world.board.connect(ballot.oracle);
    if (ballot.isVoid) await board.revealVoid(roundId, seat, REASON, salt);
    else await board.revealScores(roundId, seat, packedOf(ballot), [], ballot.aggregateDigest ?? AGGREGATE, salt);
  }
}

export async function seatOf(world: World, oracle: HardhatEthersSigner, roundId = world.roundId): Promise<number> {
  const members = await world.board.membersOf(roundId);
  return members.findIndex((member) => member.oracle === oracle.address);
}

/** What {settle} takes for a round of up to 1024 contributors. */
export function columnsOf(
  world: World,
  ballots: readonly Ballot[],
  contributors: readonly { readonly address: string }[] = [world.bob, world.carol, world.dave],
): IScoreBoard.ColumnsStruct {
  return {
    contributors: concat(contributors.map(({ address }) => address)),
    vectors: ballots.map(packedOf),
    aggregateDigests: ballots.map(({ aggregateDigest }) => aggregateDigest ?? AGGREGATE),
    chunkHashes: [],
  };
}

export function packedOf({ scores }: Pick<Ballot, "scores">): string {
  return encodeScores(scores ?? SCORES);
}

/** The tree of a round that settled on `scores`, and each contributor's share of it. */
export async function treeOf(
  world: World,
  scores: readonly number[],
  contributors: readonly { readonly address: string }[] = [world.bob, world.carol, world.dave],
  roundId = world.roundId,
) {
  const domain = await world.pool.leafDomainOf(roundId);
  const tree = buildScoreTree(
    domain,
    contributors.map(({ address }) => address),
    scores,
  );
  return {
    ...tree,
    shareOf: (index: number): Share => ({
      roundId,
      index: BigInt(index),
      score: BigInt(scores[index]!),
      proof: tree.proofOf(index),
    }),
  };
}

/** The root over all subtrees of a settled round; the pool stores those of the subtrees and announces this one. */
export async function settledRootOf(pool: RewardPool, roundId: bigint): Promise<string> {
  const [settled] = await pool.queryFilter(pool.filters.PotSettled(roundId));
  return settled!.args.root;
}

/** A contributor's part of a settled round, with its proof. */
export type Share = IRewardPool.ShareStruct & { readonly index: bigint; readonly score: bigint };

/** Claims `shares` for `contributor`, with `caller` as the one who calls. */
export async function claim(
  world: World,
  { contributor, shares, token = world.token, caller = contributor }: ClaimOptions,
): Promise<ContractTransactionResponse> {
  return world.pool.connect(caller).claim(contributor, token, [...shares]);
}

export type ClaimOptions = {
  readonly contributor: HardhatEthersSigner;
  readonly shares: readonly Share[];
  readonly token?: AddressLike;
  readonly caller?: HardhatEthersSigner;
};

/** Plays a whole round with the contributors bob, carol and dave, up to Settling. */
export async function playToSettling(
  world: World,
  ballots: readonly Ballot[],
  overrides: Partial<ITrainingRounds.TaskStruct> = {},
  sponsor: HardhatEthersSigner = world.sam,
): Promise<bigint> {
  const roundId = await openRound(world, overrides, sponsor);
  await commitUpdates(world, undefined, roundId);
  await enterLastDay(world, roundId);
  await world.board.snapshotCommittee(roundId);
  await enter(world, Phase.Reveal, roundId);
  await revealUpdates(world, undefined, roundId);
  await enter(world, Phase.Opening, roundId);
  await openSlices(world, roundId);
  await enter(world, Phase.ScoreCommit, roundId);
  await commitBallots(world, ballots, roundId);
  await enter(world, Phase.ScoreReveal, roundId);
  await revealBallots(world, ballots, roundId);
  await enter(world, Phase.Settling, roundId);
  return roundId;
}

/** Moves time to the first second of a phase. */
export async function enter(world: World, phase: bigint, roundId = world.roundId): Promise<void> {
  await world.networkHelpers.time.increaseTo(await startOf(world, phase, roundId));
}

/** Moves time to the first second in which the committee can be snapshotted. */
export async function enterLastDay(world: World, roundId = world.roundId): Promise<void> {
  await world.networkHelpers.time.increaseTo((await startOf(world, Phase.Reveal, roundId)) - SNAPSHOT_SECONDS);
}

/** The first second of a timed phase, Settling included. */
export async function startOf(world: World, phase: bigint, roundId = world.roundId): Promise<bigint> {
  const endsAt = await world.rounds.deadlinesOf(roundId);
  return endsAt[Number(phase) - 2]!;
}

/** A signer for a contract, to call what only it may call. */
export async function signerOf(
  world: World,
  contract: { getAddress(): Promise<string> },
): Promise<HardhatEthersSigner> {
  const address = await contract.getAddress();
  await world.networkHelpers.impersonateAccount(address);
  await world.networkHelpers.setBalance(address, parseEther("100"));
  return world.ethers.getSigner(address);
}
