import { concat, dataSlice, Interface, keccak256, type LogDescription } from "ethers";
import {
  IRewardPool__factory,
  IScoreBoard__factory,
  ISealedUpdates__factory,
  ITrainingRounds__factory,
} from "../../typechain-types/index.ts";
import type { EventLog } from "../chain/EventLog.ts";
import type { EventPlace, JudgementRecord, RoundRecord, SubmissionRecord } from "./RoundRecord.ts";

type Changing<T> = { -readonly [K in keyof T]: T[K] };
type ChangingRound = Omit<
  Changing<RoundRecord>,
  "submissions" | "judgements" | "recorders" | "compensated" | "payments"
> & {
  readonly submissions: Map<string, Changing<SubmissionRecord>>;
  readonly judgements: Map<string, Changing<JudgementRecord>>;
  readonly recorders: Set<string>;
  readonly compensated: Set<string>;
  readonly payments: Map<string, number>;
};
type Handler = (round: ChangingRound, args: LogDescription["args"], place: EventPlace) => void;

const KEY_BYTES = 8;

let parsers: Interface | undefined;

function parser(): Interface {
  parsers ??= new Interface([
    ...ITrainingRounds__factory.createInterface().fragments.filter(({ type }) => type === "event"),
    ...IScoreBoard__factory.createInterface().fragments.filter(({ type }) => type === "event"),
    ...IRewardPool__factory.createInterface().fragments.filter(({ type }) => type === "event"),
    ...ISealedUpdates__factory.createInterface().fragments.filter(({ type }) => type === "event"),
  ]);
  return parsers;
}

/** What each event changes. Those not named change nothing that is decided by. */
const handlers: Readonly<Record<string, Handler>> = {
  UpdateCommitted(round, { contributor, commitment }, committed) {
    const nothing = { updateDigest: undefined, index: undefined, revealed: undefined, sealedDigest: undefined };
    round.submissions.set(contributor, { contributor, commitment, committed, ...nothing });
  },
  UpdateRevealed(round, { contributor, index, updateDigest }, place) {
    const submission = round.submissions.get(contributor);
    if (submission === undefined) return;
    submission.index = Number(index);
    submission.revealed = place;
    submission.updateDigest = updateDigest;
    round.lastInput = place;
  },
  UpdateSealed(round, { contributor, sealedDigest }, place) {
    const submission = round.submissions.get(contributor);
    if (submission !== undefined) submission.sealedDigest = sealedDigest;
    round.lastInput = place;
  },
  UpdateForwarded(round, _args, place) {
    round.lastInput = place;
  },
  CommitteeRecorded(round, { isSeated }) {
    round.isSeated = isSeated;
  },
  SlicesOpened(round, { rootSliceDigest, validationSliceDigest }, place) {
    round.slices = { rootSliceDigest, validationSliceDigest };
    round.lastInput = place;
  },
  ScoresCommitted(round, { oracle, commitment }, committed) {
    const before = round.judgements.get(oracle);
    const states = { isRevealed: false, isVoid: false, isSlashed: false, isAssessed: false, isPaid: false };
    round.judgements.set(oracle, { oracle, ...states, commitment, committed, commits: (before?.commits ?? 0) + 1 });
  },
  ScoresRevealed: (round, { oracle }) => mark(round, oracle, { isRevealed: true }),
  SlicesRejected: (round, { oracle }) => mark(round, oracle, { isRevealed: true, isVoid: true }),
  DissentAssessed: (round, { oracle }) => mark(round, oracle, { isAssessed: true }),
  FeeClaimed: (round, { oracle }) => mark(round, oracle, { isPaid: true }),
  SilenceSlashed: (round, { oracle }) => mark(round, oracle, { isSlashed: true }),
  QuorumReached(round) {
    round.hasQuorum = true;
  },
  SlicesVoided(round) {
    round.isVoid = true;
  },
  RoundSettled(round) {
    round.isSettled = true;
  },
  RoundClosed(round) {
    round.isClosed = true;
  },
  PotFunded(round, { token }) {
    round.payments.set(token, (round.payments.get(token) ?? 0) + 1);
  },
  OpeningRecorded(round, { oracle }) {
    round.recorders.add(oracle);
  },
  ForfeitedPotClaimed(round, { contributor }) {
    round.compensated.add(contributor);
  },
  BondReturned(round, { contributor }) {
    round.compensated.add(contributor);
  },
};

function mark(round: ChangingRound, oracle: string, states: Partial<Changing<JudgementRecord>>): void {
  const judgement = round.judgements.get(oracle);
  if (judgement !== undefined) Object.assign(judgement, states);
}

/** What the events of one round, in the chain's order, say about it; undefined when they do not begin with its opening. */
export function foldRound(logs: readonly EventLog[]): RoundRecord | undefined {
  let round: ChangingRound | undefined;
  for (const log of logs) {
    const event = parser().parseLog(log);
    if (event === null) continue;
    const { blockNumber, blockHash, logIndex, transactionHash } = log;
    const place = { blockNumber, blockHash, logIndex, transactionHash };
    if (event.name === "RoundOpened") round = opened(log, event.args, place);
    else if (round !== undefined) handlers[event.name]?.(round, event.args, place);
  }
  return round;
}

function opened(
  log: EventLog,
  { roundId, modelId, sponsor, task }: LogDescription["args"],
  place: EventPlace,
): ChangingRound {
  let endsAt = BigInt(log.timestamp);
  const after = (seconds: bigint) => {
    endsAt += seconds;
    return endsAt;
  };
  const { commit, reveal, opening, scoreCommit, scoreReveal } = task.phases;
  return {
    roundId,
    key: dataSlice(keccak256(concat([...log.topics, log.data])), 0, KEY_BYTES),
    modelId,
    baseVersion: task.baseVersion,
    sponsor,
    taskDigest: task.taskDigest,
    token: task.token,
    pot: task.pot,
    oracleFee: task.oracleFee,
    bond: task.bond,
    maxContributors: Number(task.maxContributors),
    openedAt: log.timestamp,
    deadlines: {
      commit: after(commit),
      reveal: after(reveal),
      opening: after(opening),
      scoreCommit: after(scoreCommit),
      scoreReveal: after(scoreReveal),
    },
    submissions: new Map(),
    judgements: new Map(),
    isSeated: undefined,
    slices: undefined,
    hasQuorum: false,
    isVoid: false,
    isSettled: false,
    isClosed: false,
    recorders: new Set(),
    compensated: new Set(),
    payments: new Map([[task.token, 0]]),
    lastInput: place,
  };
}
