import { expect } from "chai";
import { ZeroHash } from "ethers";
import fc from "fast-check";
import {
  decideOracle,
  type MemberFacts,
  type OracleAct,
  type OracleFacts,
} from "../../../services/oracle/decideOracle.ts";
import { phaseAt } from "../../../src/training/phaseAt.ts";
import {
  aMember,
  anyMoment,
  anyRound,
  aRevealed,
  aRound,
  aSubmission,
  C1,
  C2,
  ENDS,
  O1,
  O2,
  O3,
  placeAt,
  type RoundChange,
  SNAPSHOT_FROM,
} from "./aRound.ts";

const TURN_SECONDS = 30;
/** From the middle of the last day of Commit on. */
const SNAPSHOT_AT = SNAPSHOT_FROM + 43_200;
/** Turns at what any oracle may do: O1 has place 0, and the number of the round is 3, so that it is the first. */
const TURNS = { [O1]: 0, [O2]: 1, [O3]: 2 };

const slices = { rootSliceDigest: ZeroHash, validationSliceDigest: ZeroHash };
const SEATED: RoundChange = { isSeated: true, submissions: [aRevealed(C1), aRevealed(C2, 1)] };
const OPENED: RoundChange = { ...SEATED, slices };
const QUORATE: RoundChange = { ...OPENED, hasQuorum: true };
const SETTLED: RoundChange = { ...QUORATE, isSettled: true };

/** What is decided at a time by O1, one of three members, when all is confirmed; `change` says what is otherwise. */
function decide(now: number, round: RoundChange, change: Partial<OracleFacts> = {}) {
  const isSeated = round.isSeated === true;
  const record = aRound(round);
  return decideOracle({
    round: record,
    me: O1,
    now,
    confirmedBlock: 1_000,
    confirmedTime: now - 24,
    seatHolders: [O1, O2, O3],
    members: isSeated ? [O1, O2, O3].map((oracle) => aMember(oracle)) : [],
    turnSeconds: TURN_SECONDS,
    ...change,
  });
}

const members = (own: Partial<MemberFacts>, ...others: readonly Partial<MemberFacts>[]) => [
  aMember(O1, own),
  aMember(O2, others[0]),
  aMember(O3, others[1]),
];
const done: Partial<MemberFacts> = { isCommitted: true, isRevealed: true, isAssessed: true, isPaid: true };
const NOTHING = { acts: [], wakeAt: undefined };
const until = (wakeAt: number) => ({ acts: [], wakeAt });

describe("decideOracle", () => {
  describe("given Commit without a committee", () => {
    const inCommit: RoundChange = { submissions: [aSubmission(C1)] };

    it("waits for the middle of the last day", () => {
      expect(decide(10, inCommit)).to.deep.equal(until(SNAPSHOT_AT));
      expect(decide(SNAPSHOT_AT - 1, inCommit)).to.deep.equal(until(SNAPSHOT_AT));
    });

    it("takes the middle of the whole when Commit is shorter than a day", () => {
      const openedAt = ENDS.commit - 600;
      expect(decide(openedAt, { ...inCommit, openedAt })).to.deep.equal(until(ENDS.commit - 300));
    });

    it("snapshots then, one oracle after the other", () => {
      expect(decide(SNAPSHOT_AT, inCommit).acts).to.deep.equal([{ do: "snapshot" }]);
      for (const [me, turn] of Object.entries(TURNS)) {
        const mine = SNAPSHOT_AT + turn * TURN_SECONDS;
        expect(decide(mine, inCommit, { me }).acts).to.deep.equal([{ do: "snapshot" }]);
        if (turn > 0) expect(decide(mine - 1, inCommit, { me })).to.deep.equal(until(mine));
      }
    });

    it("begins with another oracle in another round", () => {
      const first = (roundId: bigint) =>
        [O1, O2, O3].filter((me) => decide(SNAPSHOT_AT, { ...inCommit, roundId }, { me }).acts.length > 0);
      expect([3n, 4n, 5n].flatMap(first)).to.have.members([O1, O2, O3]);
    });

    it("lets every oracle's turn come before the end of Commit, however short that is", () => {
      for (const length of [60, 61, 100, 3_600]) {
        const openedAt = ENDS.commit - length;
        for (const me of [O1, O2, O3]) {
          const facts = [
            { ...inCommit, openedAt },
            { me, turnSeconds: 10_000 },
          ] as const;
          expect(decide(ENDS.commit - 1, ...facts).acts, `${length} s`).to.deep.equal([{ do: "snapshot" }]);
        }
      }
    });

    it("looks again soon while it has no seat, or nobody trains", () => {
      expect(decide(SNAPSHOT_AT, inCommit, { seatHolders: [O2, O3] })).to.deep.equal(until(SNAPSHOT_AT + 10));
      expect(decide(SNAPSHOT_AT, { submissions: [] })).to.deep.equal(until(SNAPSHOT_AT + 10));
      expect(decide(ENDS.commit - 1, { submissions: [] })).to.deep.equal(until(ENDS.commit));
    });

    it("does nothing for ever once Commit is over: the round has failed", () => {
      expect(decide(ENDS.commit, inCommit)).to.deep.equal(NOTHING);
    });
  });

  describe("given a committee", () => {
    it("waits for the end of Opening in the phases before it", () => {
      for (const now of [ENDS.commit - 1, ENDS.commit, ENDS.reveal]) {
        expect(decide(now, OPENED)).to.deep.equal(until(ENDS.opening));
      }
    });

    it("does nothing for ever when it is no member, whatever happens", () => {
      fc.assert(
        fc.property(anyRound, anyMoment, (round, now) => {
          fc.pre(round.isSeated !== undefined);
          const decided = decide(now, {}, { round, me: C2, members: members(done, done, {}) });
          expect(decided).to.deep.equal(NOTHING);
        }),
        { seed: 1, numRuns: 200 },
      );
    });
  });

  describe("given ScoreCommit", () => {
    const MIDDLE = (ENDS.opening + ENDS.scoreCommit) / 2;

    it("commits", () => {
      expect(decide(ENDS.opening, OPENED)).to.deep.equal({ acts: [{ do: "commit" }], wakeAt: ENDS.scoreCommit });
    });

    it("SCO-5: does not judge a round that it contributed to", () => {
      expect(decide(ENDS.opening, { ...OPENED, submissions: [aRevealed(O1), aRevealed(C1, 1)] })).to.deep.equal(
        NOTHING,
      );
    });

    it("waits head by head while what is scored could still change, but for half of the phase only", () => {
      const fresh = { confirmedBlock: 9 };
      expect(decide(ENDS.opening, { ...OPENED, lastInput: placeAt(10) }, fresh)).to.deep.equal(until(ENDS.opening));
      expect(decide(MIDDLE - 1, { ...OPENED, lastInput: placeAt(10) }, fresh)).to.deep.equal(until(MIDDLE - 1));
      for (const [now, confirmedBlock] of [
        [MIDDLE, 9],
        [ENDS.opening, 10],
      ] as const) {
        expect(decide(now, { ...OPENED, lastInput: placeAt(10) }, { confirmedBlock }).acts).to.deep.equal([
          { do: "commit" },
        ]);
      }
    });

    it("decides to commit again, because the chain that it judged by may have changed", () => {
      const facts = { members: members({ isCommitted: true }) };
      expect(decide(ENDS.opening, OPENED, facts).acts).to.deep.equal([{ do: "commit" }]);
    });
  });

  describe("given ScoreReveal", () => {
    const own = { members: members({ isCommitted: true }) };
    const MIDDLE = (ENDS.scoreCommit + ENDS.scoreReveal) / 2;

    it("reveals what it committed to", () => {
      const now = ENDS.scoreCommit + 24;
      expect(decide(now, OPENED, own)).to.deep.equal({ acts: [{ do: "reveal" }], wakeAt: ENDS.scoreReveal });
    });

    it("waits head by head while ScoreCommit could come back, but for half of the phase only", () => {
      const facts = { ...own, confirmedTime: ENDS.scoreCommit - 1 };
      expect(decide(ENDS.scoreCommit, OPENED, facts)).to.deep.equal(until(ENDS.scoreCommit));
      expect(decide(MIDDLE - 1, OPENED, facts)).to.deep.equal(until(MIDDLE - 1));
      expect(decide(MIDDLE, OPENED, facts).acts).to.deep.equal([{ do: "reveal" }]);
      expect(decide(ENDS.scoreCommit, OPENED, { ...own, confirmedTime: ENDS.scoreCommit }).acts).to.have.length(1);
    });

    it("waits for its end when it did not commit, or has revealed", () => {
      expect(decide(ENDS.scoreCommit, OPENED)).to.deep.equal(until(ENDS.scoreReveal));
      const revealed = { members: members({ isCommitted: true, isRevealed: true }) };
      expect(decide(ENDS.scoreCommit, OPENED, revealed)).to.deep.equal(until(ENDS.scoreReveal));
    });
  });

  describe("given Settling", () => {
    it("settles, one oracle after the other, also one that said nothing", () => {
      for (const [me, turn] of Object.entries(TURNS)) {
        const mine = ENDS.scoreReveal + turn * TURN_SECONDS;
        expect(decide(mine, QUORATE, { me })).to.deep.equal({ acts: [{ do: "settle" }], wakeAt: mine });
        if (turn > 0) expect(decide(mine - 1, QUORATE, { me })).to.deep.equal(until(mine));
      }
    });
  });

  describe("given a settled round", () => {
    const NOW = ENDS.scoreReveal + 1_000;
    const others = [done, done] as const;

    it("lets its disagreement be assessed, then takes its fee", () => {
      const before = { members: members({ isCommitted: true, isRevealed: true }, ...others) };
      expect(decide(NOW, SETTLED, before).acts).to.deep.equal([{ do: "assess" }]);
      const after = { members: members({ isCommitted: true, isRevealed: true, isAssessed: true }, ...others) };
      expect(decide(NOW, SETTLED, after).acts).to.deep.equal([{ do: "claim-fee", seat: 0 }]);
    });

    for (const [what, own] of [
      ["it did not reveal", { isCommitted: true }],
      ["it called the slices void", { isCommitted: true, isRevealed: true, isVoid: true }],
      ["it has its fee", done],
    ] as const) {
      it(`does nothing for ever when ${what}`, () => {
        expect(decide(NOW, SETTLED, { members: members(own, ...others) })).to.deep.equal(NOTHING);
      });
    }

    it("slashes each of the others that committed and stayed silent, in its turn, and never itself", () => {
      const silent = { isCommitted: true };
      const facts = { members: members(silent, silent, silent) };
      expect(decide(NOW, SETTLED, facts).acts).to.deep.equal([
        { do: "slash", seat: 1 },
        { do: "slash", seat: 2 },
      ]);
      const slashed = { members: members(silent, { ...silent, isSlashed: true }, {}) };
      expect(decide(NOW, SETTLED, slashed)).to.deep.equal(NOTHING);
      const early = { me: O2, members: members(silent, done, silent) };
      expect(decide(ENDS.scoreReveal, SETTLED, early)).to.deep.equal(until(ENDS.scoreReveal + TURN_SECONDS));
    });

    describe("with sealed copies", () => {
      const sealed: RoundChange = { ...SETTLED, submissions: [aRevealed(C1, 0, { sealedDigest: ZeroHash })] };
      const RECORDS_AT = ENDS.scoreReveal + 300;

      it("records what it opened once contributors had time to publish", () => {
        const facts = { members: members(done, ...others) };
        expect(decide(RECORDS_AT - 1, sealed, facts)).to.deep.equal(until(RECORDS_AT));
        expect(decide(RECORDS_AT, sealed, facts).acts).to.deep.equal([{ do: "record-opening" }]);
      });

      it("takes its fee before that", () => {
        const facts = { members: members({ ...done, isPaid: false }, ...others) };
        expect(decide(RECORDS_AT - 1, sealed, facts)).to.deep.equal({
          acts: [{ do: "claim-fee", seat: 0 }],
          wakeAt: RECORDS_AT,
        });
      });

      it("does nothing for ever when it has recorded, or opened nothing because it revealed nothing", () => {
        const recorded = { ...sealed, recorders: new Set([O1]) };
        expect(decide(RECORDS_AT, recorded, { members: members(done, ...others) })).to.deep.equal(NOTHING);
        expect(decide(RECORDS_AT, sealed, { members: members({}, ...others) })).to.deep.equal(NOTHING);
      });
    });
  });

  describe("given a failed round", () => {
    const NOW = ENDS.scoreReveal + 1_000;
    const revealedVoid = { isCommitted: true, isRevealed: true, isVoid: true };
    const failures: Readonly<Record<string, RoundChange>> = {
      NoUpdates: { isSeated: true, submissions: [aSubmission(C1)] },
      SponsorSilent: SEATED,
      SlicesVoid: { ...OPENED, isVoid: true },
      NoQuorum: OPENED,
    };

    for (const [failure, round] of Object.entries(failures)) {
      it(`closes it in its turn after ${failure}, once`, () => {
        expect(decide(NOW, round).acts).to.deep.equal([{ do: "close" }]);
        expect(decide(NOW, { ...round, isClosed: true })).to.deep.equal(NOTHING);
        const wait = { me: O3 };
        expect(decide(ENDS.scoreReveal, round, wait)).to.deep.equal(until(ENDS.scoreReveal + 2 * TURN_SECONDS));
      });
    }

    it("closes none that nobody trained in", () => {
      expect(decide(NOW, { isSeated: true, submissions: [] })).to.deep.equal(NOTHING);
    });

    it("takes its fee for a void that it called, once the round is closed", () => {
      const facts = { members: members(revealedVoid, done, done) };
      const round: RoundChange = { ...OPENED, isVoid: true };
      expect(decide(NOW, round, facts).acts).to.deep.equal([{ do: "close" }]);
      expect(decide(NOW, { ...round, isClosed: true }, facts).acts).to.deep.equal([{ do: "claim-fee", seat: 0 }]);
      const paid = { members: members({ ...revealedVoid, isPaid: true }, done, done) };
      expect(decide(NOW, { ...round, isClosed: true }, paid)).to.deep.equal(NOTHING);
    });

    it("takes no fee for scores in a round whose slices are void, nor for a void in one without quorum", () => {
      const scored = { members: members({ isCommitted: true, isRevealed: true }, done, done) };
      expect(decide(NOW, { ...OPENED, isVoid: true, isClosed: true }, scored)).to.deep.equal(NOTHING);
      const called = { members: members(revealedVoid, done, done) };
      expect(decide(NOW, { ...OPENED, isClosed: true }, called)).to.deep.equal(NOTHING);
    });

    it("slashes the silent", () => {
      const facts = { members: members({}, { isCommitted: true }, {}) };
      expect(decide(NOW, { ...OPENED, isClosed: true }, facts).acts).to.deep.equal([{ do: "slash", seat: 1 }]);
    });
  });

  describe("whatever the facts are", () => {
    const anyMember = (oracle: string) =>
      fc
        .record({
          isCommitted: fc.boolean(),
          isRevealed: fc.boolean(),
          isVoid: fc.boolean(),
          isSlashed: fc.boolean(),
          isAssessed: fc.boolean(),
          isPaid: fc.boolean(),
        })
        .map((states) => aMember(oracle, states));
    const anyFacts = fc
      .record({
        round: anyRound,
        me: fc.constantFrom(O1, O2, C1),
        now: anyMoment,
        confirmedBlock: fc.nat({ max: 20 }),
        lag: fc.nat({ max: 100 }),
        seatHolders: fc.subarray([O1, O2, O3]),
        members: fc.tuple(anyMember(O1), anyMember(O2), anyMember(O3)),
        turnSeconds: fc.constantFrom(1, 30, 100_000),
      })
      .map(({ lag, ...facts }): OracleFacts => ({ ...facts, confirmedTime: facts.now - lag }));
    /** Acts of which there can be one alone, and the phase that the contracts want for each act. */
    const ALONE = ["snapshot", "commit", "reveal", "settle"];
    const PHASES: Readonly<Record<OracleAct["do"], readonly string[]>> = {
      snapshot: ["Commit"],
      commit: ["ScoreCommit"],
      reveal: ["ScoreReveal"],
      settle: ["Settling"],
      assess: ["Settled"],
      "claim-fee": ["Settled", "Failed"],
      slash: ["Settled", "Failed"],
      close: ["Failed"],
      "record-opening": ["Settled", "Failed"],
    };

    it("decides no two acts that exclude each other, and each only in a phase that permits it", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          const acts = decideOracle(facts).acts;
          const names = acts.map((act) => act.do);
          if (names.some((name) => ALONE.includes(name))) expect(names).to.have.length(1);
          expect(names.includes("assess") && names.includes("claim-fee")).to.equal(false);
          expect(new Set(acts.map((act) => JSON.stringify(act))).size).to.equal(acts.length);
          const phase = phaseAt(facts.round, facts.now);
          for (const name of names) expect(PHASES[name]).to.include(phase);
        }),
        { seed: 1, numRuns: 2_000 },
      );
    });

    it("never wakes in the past without an act", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          const { acts, wakeAt } = decideOracle(facts);
          if (acts.length === 0 && wakeAt !== undefined) expect(wakeAt).to.be.at.least(facts.now);
        }),
        { seed: 2, numRuns: 2_000 },
      );
    });

    it("says the same for the same facts", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          expect(decideOracle(facts)).to.deep.equal(decideOracle(facts));
        }),
        { seed: 3, numRuns: 200 },
      );
    });
  });
});
