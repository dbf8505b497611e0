import { expect } from "chai";
import { writeParameters } from "../../../src/learning/writeParameters.ts";
import { type ScoredRound, scoreRound } from "../../../src/scoring/scoreRound.ts";
import { compareReveals } from "../../../src/verification/compareReveals.ts";
import { compareScores } from "../../../src/verification/compareScores.ts";
import { compareSettlement } from "../../../src/verification/compareSettlement.ts";
import { createComparison } from "../../../src/verification/createComparison.ts";
import { DifferenceError } from "../../../src/verification/DifferenceError.ts";
import { type RoundRecord, readRoundRecord } from "../../../src/verification/readRoundRecord.ts";
import { readShares, type Shares } from "../../../src/verification/readShares.ts";
import { createMemoryStore } from "../../support/createMemoryStore.ts";
import { clientOf, HONEST, playedRounds } from "./playedRounds.ts";

/** A record to write into. */
type Draft<T> = T extends readonly (infer E)[]
  ? Draft<E>[]
  : T extends ReadonlyMap<infer K, infer V>
    ? Map<K, V>
    : T extends object
      ? { -readonly [K in keyof T]: Draft<T[K]> }
      : T;
type Change = (record: Draft<RoundRecord>, shares: Draft<Shares>) => void;

/** One number of a record that is off by the least, and the kind and words it must be found with. */
const revealChanges: readonly [kind: string, words: RegExp, change: Change][] = [
  [
    "updates",
    /number of revealed updates is 7, recomputed 8/,
    ({ submissions }) => {
      submissions.stored.reveals += 1;
    },
  ],
  [
    "updates",
    /position of 0x\w{40} is 2/,
    ({ submissions }) => {
      submissions.commits[2]!.storedIndex += 1;
    },
  ],
  [
    "updates",
    /digest of the update of 0x\w{40}/,
    ({ submissions }) => {
      submissions.reveals[4]!.updateDigest = "0x00";
    },
  ],
  [
    "contributor hashes",
    /hash 0 over the contributors/,
    ({ submissions }) => {
      submissions.contributorHashes[0] = "0x00";
    },
  ],
  [
    "committee stakes",
    /the committee's stake/,
    ({ judgement }) => {
      judgement.members[0]!.stake += 1n;
    },
  ],
  [
    "committee stakes",
    /the revealed stake/,
    ({ judgement }) => {
      judgement.revealedStake -= 1n;
    },
  ],
  [
    "vectors",
    /hash of the vector of oracle 0x\w{40}/,
    ({ judgement }) => {
      judgement.vectors[1]!.scores[0]! += 1;
    },
  ],
  [
    "vectors",
    /sealed hash of oracle 0x\w{40}/,
    ({ judgement }) => {
      judgement.vectors[1]!.aggregateDigest = judgement.vectors[4]!.aggregateDigest;
    },
  ],
  [
    "vectors",
    /hash of the vector of oracle 0x\w{40} is none/,
    ({ judgement }) => {
      judgement.vectors.pop();
    },
  ],
];

const settlementChanges: readonly [kind: string, words: RegExp, change: Change][] = [
  [
    "leaves",
    /domain of the leaves/,
    (record) => {
      record.chainId += 1n;
    },
  ],
  [
    "leaves",
    /^leaf 2 of the tree/,
    ({ judgement }) => {
      judgement.columns![0]!.vectors[0]![2]! += 1;
    },
  ],
  [
    "proofs",
    /root over leaf 0/,
    ({ judgement }) => {
      judgement.subtreeRoots[0] = "0x00";
    },
  ],
  [
    "roots",
    /by the score board/,
    ({ judgement }) => {
      judgement.settled.root = "0x00";
    },
  ],
  [
    "roots",
    /by the reward pool/,
    ({ payments }) => {
      payments.root = "0x00";
    },
  ],
  [
    "candidates",
    /has a version/,
    ({ judgement }) => {
      judgement.candidate.version = 0n;
    },
  ],
  [
    "candidates",
    /weights of version 2/,
    ({ judgement }) => {
      judgement.candidate.weightsDigest = "0x00";
    },
  ],
  [
    "candidates",
    /model of version 2/,
    ({ judgement }) => {
      judgement.candidate.modelId = 9n;
    },
  ],
  [
    "candidates",
    /parent of version 2 .* is 3, recomputed 1/,
    ({ judgement }) => {
      judgement.candidate.parent = 3n;
    },
  ],
  [
    "totals",
    /total score settled/,
    ({ judgement }) => {
      judgement.settled.totalScore -= 1n;
    },
  ],
  [
    "totals",
    /contributors announced/,
    ({ payments }) => {
      payments.count += 1;
    },
  ],
  [
    "totals",
    /total score stored/,
    ({ payments }) => {
      payments.storedTotalScore += 1n;
    },
  ],
  [
    "pot parts",
    /earned part/,
    ({ payments }) => {
      payments.earned += 1n;
    },
  ],
  [
    "pot parts",
    /unearned part/,
    ({ payments }) => {
      payments.rolled += 1n;
    },
  ],
  [
    "pot parts",
    /what the shares divide/,
    ({ payments }) => {
      payments.toppedUp += 1n;
    },
  ],
  [
    "disagreements",
    /disagreement of oracle 0x\w{40}/,
    ({ judgement }) => {
      judgement.members[3]!.disagreement -= 1n;
    },
  ],
  [
    "fees",
    /fee of oracle 0x\w{40}/,
    ({ judgement, payments }) => {
      payments.fees.set(judgement.vectors[0]!.oracle, 1n);
    },
  ],
  [
    "payouts",
    /payout, claimed and claimable, of 0x\w{40}/,
    (_, shares) => {
      shares.claimable[0]! += 1n;
    },
  ],
];

describe("the comparisons of a round", function () {
  this.timeout(60_000);
  let record: RoundRecord;
  let shares: Shares;
  let scored: ScoredRound;
  let contents: ReadonlyMap<string, Uint8Array>;

  before(async () => {
    const world = await playedRounds();
    const client = clientOf(world.archive);
    contents = world.contents;
    record = await readRoundRecord(client, { roundId: HONEST });
    shares = await readShares(client, record);
    scored = await scoreRound(client, createMemoryStore(new Map(contents)), { roundId: HONEST });
  });

  const changed = (change: Change): readonly [RoundRecord, Shares] => {
    const drafts = [structuredClone(record), structuredClone(shares)] as const;
    change(drafts[0] as Draft<RoundRecord>, drafts[1] as Draft<Shares>);
    return drafts;
  };

  describe("compareReveals", () => {
    for (const [kind, words, change] of revealChanges) {
      it(`finds among the ${kind} that ${words.source} differs`, () => {
        const [altered] = changed(change);
        const error = differenceOf(() => compareReveals(createComparison(), altered));
        expect(error.difference.kind).to.equal(kind);
        expect(error.difference.sentence).to.match(words);
      });
    }
  });

  describe("compareSettlement", () => {
    for (const [kind, words, change] of settlementChanges) {
      it(`finds among the ${kind} that ${words.source} differs`, () => {
        const [altered, own] = changed(change);
        const error = differenceOf(() => compareSettlement(createComparison(), altered, own));
        expect(error.difference.kind).to.equal(kind);
        expect(error.difference.sentence).to.match(words);
      });
    }

    it("takes the median of the vectors when the settlement brought all of them", () => {
      const [altered, own] = changed(({ judgement }) => {
        judgement.columns![0]!.vectors = judgement.vectors.map(({ scores }) => scores);
      });
      const comparison = createComparison();
      compareSettlement(comparison, altered, own);
      expect(comparison.counts().get("leaves")).to.equal(8);
    });

    it("goes without leaves of a settlement that another contract called", () => {
      const [altered, own] = changed(({ judgement }) => {
        judgement.columns = undefined;
      });
      const comparison = createComparison();
      compareSettlement(comparison, altered, own);
      expect(comparison.counts().get("proofs")).to.equal(7);
    });
  });

  describe("compareScores", () => {
    const compare = async (altered: RoundRecord, own: Shares, result: ScoredRound, store = new Map(contents)) =>
      compareScores(createComparison(), createMemoryStore(store), altered, own, result).then(
        () => undefined,
        (error: DifferenceError) => error.difference,
      );
    const settledOn = (digest: string) =>
      changed(({ judgement }) => {
        judgement.settled.aggregateDigest = digest;
        for (const vector of judgement.vectors.slice(0, 3)) vector.aggregateDigest = digest;
      });

    it("names the first score that is off by one", async () => {
      const scores = scored.scores.slice();
      scores[3]! += 1;
      const difference = await compare(record, shares, { ...scored, scores });
      expect(difference?.sentence).to.match(/^score 3 \(of contributor 0x/);
      expect(difference?.sentence).to.include(`is ${shares.consensus[3]}, recomputed ${scores[3]}`);
    });

    it("names the parameter when the store holds the settled aggregate", async () => {
      const aggregate = scored.aggregate.slice();
      aggregate[17] = -aggregate[17]!;
      const store = new Map(contents);
      const digest = await createMemoryStore(store).put(writeParameters(aggregate));
      const difference = await compare(...settledOn(digest), scored, store);
      expect(difference).to.deep.equal({
        kind: "aggregates",
        sentence: `parameter 17 of the settled aggregate is ${aggregate[17]}, recomputed ${scored.aggregate[17]}`,
      });
    });

    it("names both digests when it does not", async () => {
      const digest = `0x${"11".repeat(32)}`;
      const difference = await compare(...settledOn(digest), scored);
      expect(difference?.sentence).to.match(new RegExp(`^the settled aggregate is ${digest}, recomputed 0x\\w{64}$`));
    });

    it("finds an aggregate that no majority revealed", async () => {
      const [altered, own] = changed(({ judgement }) => {
        judgement.settled.aggregateDigest = judgement.vectors[4]!.aggregateDigest;
      });
      const difference = await compare(altered, own, scored);
      expect(difference?.sentence).to.match(/^the aggregate that a stake majority revealed is /);
    });
  });
});

function differenceOf(compare: () => void): DifferenceError {
  try {
    compare();
  } catch (error) {
    if (error instanceof DifferenceError) return error;
    throw error;
  }
  throw new RangeError("Nothing differs.");
}
