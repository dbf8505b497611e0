import { ITrainingRounds__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type Deadlines, deadlinesOf } from "./deadlinesOf.ts";
import { type Phase, phases } from "./Phase.ts";
import type { Failure } from "./phaseAt.ts";

/** A round as it stands now. */
export type Round = {
  readonly roundId: bigint;
  readonly phase: Phase;
  /** Why it failed; undefined while it has not. */
  readonly failure: Failure | undefined;
  readonly deadlines: Deadlines;
  readonly modelId: bigint;
  readonly baseVersion: number;
  readonly sponsor: string;
  /** SHA-256 of the task description. */
  readonly taskDigest: string;
  /** Hides the slices until they are opened. */
  readonly slicesCommitment: string;
  /** Token of pot, fee and bonds. */
  readonly token: string;
  /** Deposit of each commit, smallest units. */
  readonly bond: bigint;
  readonly maxContributors: number;
  readonly commits: number;
  readonly reveals: number;
  /** Timestamp in seconds. */
  readonly startedAt: bigint;
  readonly hasCommittee: boolean;
  readonly isOpened: boolean;
  readonly hasQuorum: boolean;
  readonly isVoid: boolean;
  readonly isSettled: boolean;
  /** Whether a failed round's money was made refundable. */
  readonly isClosed: boolean;
  /** Whether governance bars its version from promotion. */
  readonly isContested: boolean;
};

export type RoundOfParameters = {
  readonly roundId: bigint;
};

/** Why a round failed, in the contract's order. */
const failures = [undefined, "NoUpdates", "NoCommittee", "SponsorSilent", "SlicesVoid", "NoQuorum"] as const;

/** Reads a round. @throws RevertError `TrainingRoundsUnknownRound` when there is none. */
export async function roundOf(client: Client, { roundId }: RoundOfParameters): Promise<Round> {
  const rounds = ITrainingRounds__factory.connect(client.addresses.trainingRounds, client.runner);
  const record = await read(rounds.roundOf(roundId));
  const [phase, failure, deadlines] = await Promise.all([
    read(rounds.phaseOf(roundId)),
    read(rounds.failureOf(roundId)),
    deadlinesOf(client, { roundId }),
  ]);
  return {
    roundId,
    phase: phases[Number(phase)] ?? "None",
    failure: failures[Number(failure)],
    deadlines,
    modelId: record.modelId,
    baseVersion: Number(record.baseVersion),
    sponsor: record.sponsor,
    taskDigest: record.taskDigest,
    slicesCommitment: record.slicesCommitment,
    token: record.token,
    bond: record.bond,
    maxContributors: Number(record.maxContributors),
    commits: Number(record.commits),
    reveals: Number(record.reveals),
    startedAt: record.startedAt,
    hasCommittee: record.hasCommittee,
    isOpened: record.isOpened,
    hasQuorum: record.hasQuorum,
    isVoid: record.isVoid,
    isSettled: record.isSettled,
    isClosed: record.isClosed,
    isContested: record.isContested,
  };
}
