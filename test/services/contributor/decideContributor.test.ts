import { expect } from "chai";
import { ZeroHash } from "ethers";
import fc from "fast-check";
import {
  type ContributorAct,
  type ContributorFacts,
  decideContributor,
} from "../../../services/contributor/decideContributor.ts";
import { failureAt, phaseAt } from "../../../src/training/phaseAt.ts";
import {
  anyMoment,
  anyRound,
  aRevealed,
  aRound,
  aSubmission,
  C1,
  C2,
  ENDS,
  OTHER_TOKEN,
  placeAt,
  type RoundChange,
  TOKEN,
} from "../oracle/aRound.ts";

const NOTHING = { acts: [], wakeAt: undefined };
const until = (wakeAt: number) => ({ acts: [], wakeAt });
const act = (name: ContributorAct["do"], wakeAt: number | undefined) => ({ acts: [{ do: name }], wakeAt });
const slices = { rootSliceDigest: ZeroHash, validationSliceDigest: ZeroHash };
const AFTER = ENDS.scoreReveal + 1_000;

/** What C1 decides at a time when all is confirmed; `change` says what is otherwise. */
function decide(now: number, round: RoundChange, change: Partial<ContributorFacts> = {}) {
  return decideContributor({
    round: aRound({ isSeated: true, ...round }),
    me: C1,
    now,
    confirmedBlock: 1_000,
    confirmedTime: now - 24,
    publication: "sealed",
    ...change,
  });
}

const committed: RoundChange = { submissions: [aSubmission(C1)] };
const revealed: RoundChange = { submissions: [aRevealed(C1)] };
const sealed: RoundChange = { submissions: [aRevealed(C1, 0, { sealedDigest: ZeroHash })] };

describe("decideContributor", () => {
  describe("given Commit", () => {
    it("commits", () => {
      expect(decide(10, { isSeated: undefined })).to.deep.equal(act("commit", ENDS.commit));
      expect(decide(ENDS.commit - 1, { submissions: [aSubmission(C2)] })).to.deep.equal(act("commit", ENDS.commit));
    });

    it("does nothing for ever when others took every place", () => {
      expect(decide(10, { maxContributors: 1, submissions: [aSubmission(C2)] })).to.deep.equal(NOTHING);
    });

    it("waits for its end once it has committed, also to the last place", () => {
      expect(decide(10, { ...committed, maxContributors: 1 })).to.deep.equal(until(ENDS.commit));
    });

    it("does nothing for ever in a round that it did not commit to in time", () => {
      for (const now of [...Object.values(ENDS), AFTER]) expect(decide(now, {})).to.deep.equal(NOTHING);
    });
  });

  describe("given Reveal", () => {
    const MIDDLE = (ENDS.commit + ENDS.reveal) / 2;

    it("reveals", () => {
      expect(decide(ENDS.commit + 24, committed)).to.deep.equal(act("reveal", ENDS.reveal));
    });

    it("waits head by head while Commit could come back, but for half of the phase only", () => {
      const fresh = { confirmedTime: ENDS.commit - 1 };
      expect(decide(ENDS.commit, committed, fresh)).to.deep.equal(until(ENDS.commit));
      expect(decide(MIDDLE - 1, committed, fresh)).to.deep.equal(until(MIDDLE - 1));
      expect(decide(MIDDLE, committed, fresh)).to.deep.equal(act("reveal", ENDS.reveal));
    });

    it("seals what it revealed, and announces it once", () => {
      expect(decide(ENDS.commit + 24, revealed)).to.deep.equal(act("seal", ENDS.reveal));
      expect(decide(ENDS.commit + 24, sealed)).to.deep.equal(until(ENDS.reveal));
    });

    it("publishes what it revealed instead, when that is configured", () => {
      expect(decide(ENDS.commit + 24, revealed, { publication: "open" })).to.deep.equal(act("publish", ENDS.reveal));
    });

    it("lets nobody have the update while its reveal could go, but for half of the phase only", () => {
      const fresh = { confirmedBlock: 9 };
      const late: RoundChange = { submissions: [aRevealed(C1, 0, { revealed: placeAt(10) })] };
      expect(decide(ENDS.commit + 24, late, fresh)).to.deep.equal(until(ENDS.commit + 24));
      expect(decide(MIDDLE, late, fresh)).to.deep.equal(act("seal", ENDS.reveal));
      expect(decide(ENDS.commit + 24, late, { confirmedBlock: 10 })).to.deep.equal(act("seal", ENDS.reveal));
    });
  });

  describe("given a later phase, in which it has nothing to do", () => {
    it("waits for the moment at which the sponsor's silence would fail the round", () => {
      expect(decide(ENDS.reveal, revealed)).to.deep.equal(until(ENDS.opening));
    });

    it("waits for the end of the reveal of scores after that", () => {
      for (const now of [ENDS.opening, ENDS.scoreCommit]) {
        expect(decide(now, { ...revealed, slices })).to.deep.equal(until(ENDS.scoreReveal));
      }
    });

    it("waits for the settlement alone in Settling", () => {
      expect(decide(AFTER, { ...revealed, slices, hasQuorum: true })).to.deep.equal(NOTHING);
    });
  });

  describe("given a settled round", () => {
    const settled: RoundChange = { slices, hasQuorum: true, isSettled: true };

    it("publishes what it sealed, and claims in every token that was paid in", () => {
      const payments = new Map([
        [TOKEN, 0],
        [OTHER_TOKEN, 2],
      ]);
      expect(decide(AFTER, { ...sealed, ...settled, payments })).to.deep.equal({
        acts: [{ do: "publish" }, { do: "claim", token: TOKEN }, { do: "claim", token: OTHER_TOKEN }],
        wakeAt: undefined,
      });
    });

    it("does nothing for ever when it did not reveal", () => {
      expect(decide(AFTER, { ...committed, ...settled })).to.deep.equal(NOTHING);
    });
  });

  describe("given a failed round", () => {
    for (const [failure, round] of Object.entries({
      SponsorSilent: revealed,
      SlicesVoid: { ...revealed, slices, isVoid: true },
    } as Readonly<Record<string, RoundChange>>)) {
      it(`has it closed after ${failure}, then takes its part of the pot, once`, () => {
        expect(decide(AFTER, round)).to.deep.equal(act("close", undefined));
        expect(decide(AFTER, { ...round, isClosed: true })).to.deep.equal(act("claim-forfeited", undefined));
        const compensated = new Set([C1]);
        expect(decide(AFTER, { ...round, isClosed: true, compensated })).to.deep.equal(NOTHING);
      });
    }

    it("does nothing for ever when it had not revealed before the sponsor's silence", () => {
      expect(decide(AFTER, { submissions: [aSubmission(C1), aRevealed(C2)] })).to.deep.equal(NOTHING);
    });

    for (const isSeated of [undefined, false] as const) {
      it(`takes its bond back when there was no committee (${isSeated}), once, and only if there is one`, () => {
        const round: RoundChange = { ...committed, isSeated };
        expect(decide(ENDS.commit, round)).to.deep.equal(act("reclaim-bond", undefined));
        expect(decide(ENDS.commit, { ...round, compensated: new Set([C1]) })).to.deep.equal(NOTHING);
        expect(decide(ENDS.commit, { ...round, bond: 0n })).to.deep.equal(NOTHING);
      });
    }

    it("does nothing for ever after NoUpdates and NoQuorum: nothing is owed", () => {
      expect(decide(AFTER, committed)).to.deep.equal(NOTHING);
      expect(decide(AFTER, { ...revealed, slices })).to.deep.equal(NOTHING);
    });
  });

  describe("whatever the facts are", () => {
    const anyFacts = fc
      .record({
        round: anyRound,
        me: fc.constantFrom(C1, C2),
        now: anyMoment,
        confirmedBlock: fc.nat({ max: 20 }),
        lag: fc.nat({ max: 100 }),
        publication: fc.constantFrom("sealed" as const, "open" as const),
      })
      .map(({ lag, ...facts }): ContributorFacts => ({ ...facts, confirmedTime: facts.now - lag }));
    const PHASES: Readonly<Record<ContributorAct["do"], readonly string[]>> = {
      commit: ["Commit"],
      reveal: ["Reveal"],
      seal: ["Reveal"],
      publish: ["Reveal", "Settled"],
      claim: ["Settled"],
      close: ["Failed"],
      "claim-forfeited": ["Failed"],
      "reclaim-bond": ["Failed"],
    };

    it("decides no two acts that exclude each other, and each only in a phase that permits it", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          const { acts } = decideContributor(facts);
          const phase = phaseAt(facts.round, facts.now);
          for (const { do: name } of acts) expect(PHASES[name]).to.include(phase);
          if (phase !== "Settled") expect(acts.length).to.be.below(2);
          expect(new Set(acts.map((one) => JSON.stringify(one))).size).to.equal(acts.length);
        }),
        { seed: 1, numRuns: 2_000 },
      );
    });

    it("never makes an unrevealed update public, nor takes what it was given already", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          const { round, me, now } = facts;
          const names = decideContributor(facts).acts.map((one) => one.do);
          if (round.submissions.get(me)?.index === undefined) {
            for (const name of ["seal", "publish", "claim"]) expect(names).to.not.include(name);
          }
          if (round.compensated.has(me) && failureAt(round, now) !== undefined) {
            for (const name of ["reclaim-bond", "claim-forfeited"]) expect(names).to.not.include(name);
          }
        }),
        { seed: 2, numRuns: 1_000 },
      );
    });

    it("never wakes in the past without an act", () => {
      fc.assert(
        fc.property(anyFacts, (facts) => {
          const { acts, wakeAt } = decideContributor(facts);
          if (acts.length === 0 && wakeAt !== undefined) expect(wakeAt).to.be.at.least(facts.now);
        }),
        { seed: 3, numRuns: 2_000 },
      );
    });
  });
});
