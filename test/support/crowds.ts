import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AddressLike, BaseContract, BytesLike, ContractTransactionResponse } from "ethers";
import { concat, dataSlice, getAddress, id, parseEther, ZeroHash } from "ethers";
import { parameters } from "../../rocketh/parameters.ts";
import { roles } from "../../rocketh/permissions.ts";
import { CHUNK_SIZE, chunkHashesOf, encodeScores, vectorHashOf } from "../../src/scoring/scoreVector.ts";
import { type IScoreBoard, ScoreBoard__factory } from "../../typechain-types/index.ts";
import { FEE, modelWithSeats, Phase, POT } from "./rounds.ts";

/** test/mocks/RoundsMock.sol: phases and contributors at will. */
interface RoundsMock extends BaseContract {
  open(roundId: bigint, modelId: bigint, contributors: BytesLike): Promise<ContractTransactionResponse>;
  setPhase(roundId: bigint, phase: bigint): Promise<ContractTransactionResponse>;
  setCommitted(roundId: bigint, contributor: AddressLike): Promise<ContractTransactionResponse>;
  roundOf(roundId: bigint): Promise<{ hasCommittee: boolean; hasQuorum: boolean; isVoid: boolean; isSettled: boolean }>;
}

/** What an oracle does in a round of a crowd. Without `scores` it stays silent; `isVoid` calls the slices worthless. */
export type CrowdBallot = {
  readonly oracle: HardhatEthersSigner;
  readonly stake: bigint;
  readonly scores?: readonly number[];
  readonly isVoid?: boolean;
  readonly aggregateDigest?: string;
};

/** One round: its contributors by position and its committee by seat. */
export type Crowd = {
  readonly roundId: bigint;
  readonly modelId: bigint;
  readonly contributors: readonly string[];
  readonly ballots: readonly CrowdBallot[];
  readonly pot?: bigint;
  readonly fee?: bigint;
};

const STAKE = parseEther("100000");
const SALT = id("salt");

/** A score board over rounds whose phases and contributors a test sets at will, and sixteen oracles with stake to spare. */
export async function boardOverMock() {
  const world = await modelWithSeats();
  const { ethers, addresses, manager, timelock, token, staking, pool, sam, signers } = world;
  const roundsMock = (await ethers.deployContract("RoundsMock")) as unknown as RoundsMock;
  const { accessManager, rewardPool, modelRegistry } = addresses;
  const deployment = await ethers.deployContract("ScoreBoard", [
    accessManager,
    addresses.staking,
    await roundsMock.getAddress(),
    rewardPool,
    modelRegistry,
    parameters.committee,
  ]);
  const board = ScoreBoard__factory.connect(await deployment.getAddress(), world.deployer);
  await manager.connect(timelock).grantRole(roles.SCORES, board, 0n);
  await manager.connect(timelock).grantRole(roles.ROUNDS, timelock, 0n);
  const oracles = signers.slice(4, 20);
  for (const oracle of oracles) {
    await token.transfer(oracle, STAKE);
    await token.connect(oracle).approve(staking, STAKE);
    await staking.connect(oracle).stake(STAKE);
  }
  await token.transfer(sam, 1_000n * POT);
  await token.connect(sam).approve(pool, 1_000_000n * POT);
  return { ...world, board, roundsMock, oracles };
}

export type CrowdWorld = Awaited<ReturnType<typeof boardOverMock>>;

/** Addresses of `count` contributors, the same in every run. */
export function contributorsOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => getAddress(dataSlice(id(`contributor ${i}`), 12)));
}

/** Registers a model, seats the committee and plays the round up to Settling. */
export async function playCrowd(world: CrowdWorld, crowd: Crowd): Promise<void> {
  const { board, roundsMock, models, alice } = world;
  const { roundId, modelId, ballots } = crowd;
  if ((await models.modelCount()) < modelId) await models.connect(alice).register(id("card"), id("weights"));
  for (const { oracle, stake } of ballots) await board.connect(oracle).takeSeat(modelId, stake);
  await openCrowd(world, crowd);
  await board.snapshotCommittee(roundId);
  await roundsMock.setPhase(roundId, Phase.ScoreCommit);
  for (const [seat, ballot] of ballots.entries()) {
    const commitment = await crowdCommitmentOf(world, roundId, ballot);
    await board.connect(ballot.oracle).commitScores(roundId, seat, commitment);
  }
  await roundsMock.setPhase(roundId, Phase.ScoreReveal);
  for (const [seat, ballot] of ballots.entries()) await revealCrowdBallot(world, roundId, seat, ballot);
  await roundsMock.setPhase(roundId, Phase.Settling);
}

/** Opens the round in the last day of Commit, with its pot. */
export async function openCrowd(world: CrowdWorld, { roundId, modelId, contributors, pot, fee }: Crowd): Promise<void> {
  const { roundsMock, pool, timelock, sam, addresses } = world;
  await roundsMock.open(roundId, modelId, concat(contributors));
  await pool.connect(timelock).open(roundId, modelId, sam, addresses.commonToken, pot ?? POT, fee ?? FEE, false);
}

export async function crowdCommitmentOf(world: CrowdWorld, roundId: bigint, ballot: CrowdBallot): Promise<string> {
  const vectorHash = ballot.isVoid ? await world.board.VOID() : vectorHashOf(encodeScores(ballot.scores ?? []));
  return world.board.commitmentOf(roundId, ballot.oracle, vectorHash, aggregateOf(ballot), SALT);
}

/** Reveals a ballot whole, or in calls of `chunksPerCall` chunks. */
export async function revealCrowdBallot(
  world: CrowdWorld,
  roundId: bigint,
  seat: number,
  ballot: CrowdBallot,
  chunksPerCall = 1_000,
): Promise<void> {
  const board = world.board.connect(ballot.oracle);
  if (ballot.isVoid) {
    await board.revealVoid(roundId, seat, aggregateOf(ballot), SALT);
    return;
  }
  if (ballot.scores === undefined) return;
  const packed = encodeScores(ballot.scores);
  const hashes = hashesOf(ballot.scores);
  for (let first = 0; first < ballot.scores.length; first += chunksPerCall * CHUNK_SIZE) {
    const last = Math.min(first + chunksPerCall * CHUNK_SIZE, ballot.scores.length);
    await board.revealScores(roundId, seat, dataSlice(packed, 4 * first, 4 * last), hashes, aggregateOf(ballot), SALT);
  }
}

/** What `settle` and `assessDissent` take: positions `first` to `last` of the contributors and of some ballots. */
export function crowdColumnsOf(
  contributors: readonly string[],
  ballots: readonly CrowdBallot[],
  first = 0,
  last = contributors.length,
): IScoreBoard.ColumnsStruct {
  return {
    contributors: concat(contributors.slice(first, last)),
    vectors: ballots.map(({ scores }) => dataSlice(encodeScores(scores ?? []), 4 * first, 4 * last)),
    aggregateDigests: ballots.map(aggregateOf),
    chunkHashes: ballots.map(({ scores }) => hashesOf(scores ?? [])),
  };
}

/** The ballots with a vector, in order of membership. */
export function vectorsOf(ballots: readonly CrowdBallot[]): CrowdBallot[] {
  return ballots.filter(({ scores, isVoid }) => scores !== undefined && !isVoid);
}

export function hashesOf(scores: readonly number[]): string[] {
  return scores.length > CHUNK_SIZE ? chunkHashesOf(encodeScores(scores)) : [];
}

function aggregateOf({ aggregateDigest }: CrowdBallot): string {
  return aggregateDigest ?? ZeroHash;
}
