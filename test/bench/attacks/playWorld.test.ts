import { expect } from "chai";
import { contributorAttacks } from "../../../bench/attacks/contributorAttacks.ts";
import { measureGain } from "../../../bench/attacks/measureGain.ts";
import { measurePay } from "../../../bench/attacks/measurePay.ts";
import { playClean } from "../../../bench/attacks/playClean.ts";
import { playWorld } from "../../../bench/attacks/playWorld.ts";
import { smallWorld } from "./smallWorld.ts";

const named = (name: string) => contributorAttacks.find((attack) => attack.name === name)!;

describe("playWorld", () => {
  it("pays nobody more than the pot, whatever the attack", () => {
    const { world, honestUpdates } = playClean(smallWorld());
    for (const { attack } of contributorAttacks) {
      const attackers = new Map([[5, (context: Parameters<typeof attack>[0]) => [attack(context) ?? context.own]]]);
      for (const { pay } of playWorld(world, attackers, honestUpdates).rounds) {
        expect(pay).to.have.length(6);
        expect(pay.reduce((sum, score) => sum + score, 0)).to.be.at.most(1e9);
      }
    }
  });

  it("gives the same rounds again", () => {
    const scores = () => playClean(smallWorld()).clean.rounds.map(({ pay }) => pay);
    expect(scores()).to.deep.equal(scores());
  });
});

describe("measurePay", () => {
  it("finds nothing changed when attackers do honest work", () => {
    const world = playClean(smallWorld());
    const measure = measurePay(world, named("honest, as a yardstick"), 2);
    expect(measure.honestPay).to.equal(measure.cleanPay);
    expect(measure.accuracy).to.equal(measure.cleanAccuracy);
    expect(measure.attackerPay).to.be.above(0);
  });

  it("adds pay up to the pots of the counted rounds", () => {
    const { attackerPay, honestPay, equalShare } = measurePay(playClean(smallWorld()), named("sign flip"), 2);
    expect(2 * attackerPay + 4 * honestPay).to.be.within(0.5, 6 * equalShare);
    expect(attackerPay).to.equal(0);
  });

  it("does not count the round in which a replay still has nothing to replay", () => {
    const world = playClean(smallWorld());
    const all = measurePay(world, { ...named("replay own first update"), firstRound: 0 }, 1);
    const later = measurePay(world, named("replay own first update"), 1);
    expect(all.attackerPay).to.be.above(0.05);
    expect(later.attackerPay).to.equal(0);
  });
});

describe("measureGain", () => {
  it("is nothing for who does what it would have done anyway", () => {
    const { pay, honestPay } = measureGain(playClean(smallWorld()), ({ own }) => [own], 0);
    expect(pay).to.equal(honestPay);
    expect(pay).to.be.above(0);
  });

  it("sums the pay of all identities", () => {
    const world = playClean(smallWorld());
    const copies = measureGain(world, ({ own }) => [own, own.slice()], 0);
    expect(copies.pay).to.be.closeTo(copies.honestPay, 1e-8);
  });
});
