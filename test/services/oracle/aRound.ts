import { toBeHex, ZeroHash } from "ethers";
import fc from "fast-check";
import type { MemberFacts } from "../../../services/oracle/decideOracle.ts";
import type { EventPlace, JudgementRecord, RoundRecord, SubmissionRecord } from "../../../src/training/RoundRecord.ts";

/** Some accounts: oracles o, contributors c. */
export const [O1, O2, O3, C1, C2, SPONSOR, TOKEN, OTHER_TOKEN] = Array.from({ length: 8 }, (_, k) =>
  toBeHex(0xacc0 + k, 20),
) as [string, string, string, string, string, string, string, string];

/** When the phases of {@link aRound} end, chain time in seconds; it was opened at 0. */
export const ENDS = { commit: 200_000, reveal: 300_000, opening: 400_000, scoreCommit: 500_000, scoreReveal: 600_000 };
/** The committee can be snapshotted from then on. */
export const SNAPSHOT_FROM = ENDS.commit - 86_400;

export function placeAt(blockNumber: number): EventPlace {
  return { blockNumber, blockHash: ZeroHash, logIndex: 0, transactionHash: ZeroHash };
}

export function aSubmission(contributor: string, change: Partial<SubmissionRecord> = {}): SubmissionRecord {
  return {
    contributor,
    commitment: ZeroHash,
    committed: placeAt(1),
    updateDigest: undefined,
    index: undefined,
    revealed: undefined,
    sealedDigest: undefined,
    ...change,
  };
}

/** A submission that was revealed in a block. */
export function aRevealed(contributor: string, index = 0, change: Partial<SubmissionRecord> = {}): SubmissionRecord {
  return aSubmission(contributor, { index, updateDigest: ZeroHash, revealed: placeAt(10), ...change });
}

export function aJudgement(oracle: string): JudgementRecord {
  const states = { isRevealed: false, isVoid: false, isSlashed: false, isAssessed: false, isPaid: false };
  return { oracle, commitment: ZeroHash, committed: placeAt(1), commits: 1, ...states };
}

export type RoundChange = Partial<Omit<RoundRecord, "submissions">> & {
  readonly submissions?: readonly SubmissionRecord[];
};

/** A round of model 7 in which nothing has happened; `change` says what has. */
export function aRound({ submissions = [], ...change }: RoundChange = {}): RoundRecord {
  const deadlines = Object.fromEntries(Object.entries(ENDS).map(([name, end]) => [name, BigInt(end)]));
  return {
    roundId: 3n,
    key: "0x0123456789abcdef",
    modelId: 7n,
    baseVersion: 1n,
    sponsor: SPONSOR,
    taskDigest: ZeroHash,
    token: TOKEN,
    pot: 1_000n,
    oracleFee: 100n,
    bond: 10n,
    maxContributors: 2,
    openedAt: 0,
    deadlines: deadlines as RoundRecord["deadlines"],
    submissions: new Map(submissions.map((submission) => [submission.contributor, submission])),
    judgements: new Map(),
    isSeated: undefined,
    slices: undefined,
    hasQuorum: false,
    isVoid: false,
    isSettled: false,
    isClosed: false,
    recorders: new Set(),
    compensated: new Set(),
    payments: new Map([[TOKEN, 0]]),
    lastInput: placeAt(10),
    ...change,
  };
}

export function aMember(oracle: string, change: Partial<MemberFacts> = {}): MemberFacts {
  const states = { isRevealed: false, isVoid: false, isSlashed: false, isAssessed: false, isPaid: false };
  return { oracle, isCommitted: false, ...states, ...change };
}

const OPENED = { rootSliceDigest: ZeroHash, validationSliceDigest: ZeroHash };

/** Any round at all, also one that no chain would have. */
export const anyRound = fc
  .record({
    roundId: fc.bigInt({ min: 1n, max: 9n }),
    bond: fc.constantFrom(0n, 10n),
    maxContributors: fc.integer({ min: 1, max: 3 }),
    isSeated: fc.constantFrom(undefined, false, true, true, true),
    slices: fc.constantFrom(undefined, OPENED, OPENED),
    hasQuorum: fc.boolean(),
    isVoid: fc.constantFrom(true, false, false),
    isSettled: fc.constantFrom(true, false, false),
    isClosed: fc.boolean(),
    recorders: fc.subarray([O1, O2, O3]).map((some) => new Set(some)),
    compensated: fc.subarray([C1, C2]).map((some) => new Set(some)),
    payments: fc.subarray([TOKEN, OTHER_TOKEN], { minLength: 1 }).map((some) => new Map(some.map((one) => [one, 1]))),
    lastInput: fc.nat({ max: 20 }).map(placeAt),
    submissions: fc.subarray([C1, C2, O1]).chain((some) =>
      fc.tuple(
        ...some.map((contributor, k) =>
          fc.record({ isRevealed: fc.boolean(), isSealed: fc.boolean() }).map(({ isRevealed, isSealed }) => {
            const sealedDigest = isSealed ? ZeroHash : undefined;
            return isRevealed ? aRevealed(contributor, k, { sealedDigest }) : aSubmission(contributor);
          }),
        ),
      ),
    ),
  })
  .map(aRound);

/** Any moment, the seconds around deadlines more often than others. */
export const anyMoment = fc.oneof(
  fc.integer({ min: 1, max: 700_000 }),
  fc.integer({ min: ENDS.scoreReveal, max: 700_000 }),
  fc
    .tuple(fc.constantFrom(SNAPSHOT_FROM, ...Object.values(ENDS)), fc.constantFrom(-1, 0, 1))
    .map(([deadline, offset]) => deadline + offset),
);
