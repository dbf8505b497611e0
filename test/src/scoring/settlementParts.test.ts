import { expect } from "chai";
import { concat } from "ethers";
import fc from "fast-check";
import type { Client } from "../../../src/client.ts";
import { commonVector } from "../../../src/scoring/commonVector.ts";
import { assessColumns, settleColumns, settlementParts } from "../../../src/scoring/settlementParts.ts";
import { loadFixture } from "../../support/loadFixture.ts";
import { type Ballot, DISSENT, modelWithSeats, playToSettling, SCORES, STAKES } from "../../support/rounds.ts";

/** A round in Settling with what olga, otto and oscar revealed, and what its settlement needs. */
async function revealed(...vectors: readonly (readonly number[])[]) {
  const world = await loadFixture(modelWithSeats);
  const oracles = [world.olga, world.otto, world.oscar];
  const ballots = vectors.map((scores, k): Ballot => ({ oracle: oracles[k]!, scores }));
  const roundId = await playToSettling(world, ballots);
  const client: Client = { runner: world.sam, addresses: world.addresses };
  return { world, oracles, roundId, parts: await settlementParts(client, { roundId }) };
}

describe("settlementParts", () => {
  it("gives contributors by position, members by seat, and what each revealed", async () => {
    const { world, oracles, parts } = await revealed(SCORES, SCORES, DISSENT);
    expect(parts.count).to.equal(3);
    expect(parts.contributors).to.equal(concat([world.bob, world.carol, world.dave].map(({ address }) => address)));
    expect(parts.members.map(({ oracle, stake }) => [oracle, stake])).to.deep.equal(
      oracles.map(({ address }, k) => [address, STAKES[k]]),
    );
    expect(parts.vectors.map(({ scores }) => scores)).to.deep.equal([[...SCORES], [...SCORES], [...DISSENT]]);
  });

  describe("given a vector of more than half of the stake", () => {
    it("gives columns by which the round is settled, and columns by which the dissenter is assessed", async () => {
      const { world, oracles, roundId, parts } = await revealed(SCORES, SCORES, DISSENT);
      expect(parts.common?.scores).to.deep.equal([...SCORES]);
      const columns = settleColumns(parts);
      expect(columns).to.have.length(1);
      await world.board.settle(roundId, columns[0]!);
      expect((await world.rounds.roundOf(roundId)).isSettled).to.equal(true);
      expect(settleColumns(parts, parts.count)).to.deep.equal([]);

      const [assessment, ...others] = assessColumns(parts.vectors[2]!, parts.common!);
      expect(others).to.deep.equal([]);
      await world.board.connect(oracles[2]!).assessDissent(roundId, 2, assessment!.own, assessment!.common);
      const [, , oscar] = await world.board.membersOf(roundId);
      expect(oscar!.isAssessed).to.equal(true);
      expect(oscar!.disagreement).to.equal(1_200_000_000n);
    });
  });

  describe("given no such vector", () => {
    it("gives columns of all vectors, by which the round is settled", async () => {
      const { world, roundId, parts } = await revealed(SCORES, DISSENT, [1, 2, 3]);
      expect(parts.common).to.equal(undefined);
      const [columns] = settleColumns(parts);
      expect(columns!.vectors).to.have.length(3);
      await world.board.settle(roundId, columns!);
      expect((await world.rounds.roundOf(roundId)).isSettled).to.equal(true);
    });

    it("leaves those out that revealed nothing", async () => {
      const { parts } = await revealed(SCORES, DISSENT);
      expect(parts.vectors).to.have.length(2);
      expect(parts.members).to.have.length(3);
    });
  });
});

describe("commonVector", () => {
  const stakes = fc.array(fc.bigInt({ min: 1n, max: 10n }), { minLength: 1, maxLength: 6 });
  const choices = fc.array(fc.nat({ max: 2 }), { minLength: 6, maxLength: 6 });

  it("is the vector, with its aggregate, of more than half of the whole committee's stake, and of no less", () => {
    fc.assert(
      fc.property(stakes, choices, fc.nat({ max: 6 }), (stakeOf, choiceOf, silent) => {
        const members = stakeOf.map((stake, k) => ({ oracle: `oracle ${k}`, stake }));
        // 0 and 1 are of the same scores and other aggregates.
        const vectors = members.slice(silent).map(({ oracle }) => {
          const choice = choiceOf[Number(oracle.at(-1))]!;
          return { oracle, scores: [choice === 2 ? 7 : 5], aggregateDigest: `aggregate ${choice}` };
        });
        const total = stakeOf.reduce((sum, stake) => sum + stake, 0n);
        const behind = (aggregate: string) =>
          members
            .filter(({ oracle }) => vectors.some((one) => one.oracle === oracle && one.aggregateDigest === aggregate))
            .reduce((sum, { stake }) => sum + stake, 0n);
        const expected = [0, 1, 2].map((k) => `aggregate ${k}`).find((aggregate) => 2n * behind(aggregate) > total);
        expect(commonVector(vectors, members)?.aggregateDigest).to.equal(expected);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
