import { expect } from "chai";
import { aggregationRules } from "../../../bench/aggregationRules.ts";
import { contributorAttacks } from "../../../bench/attacks/contributorAttacks.ts";
import { trainUnderAttack } from "../../../bench/attacks/trainUnderAttack.ts";
import { smallWorld } from "./smallWorld.ts";

const named = (name: string) => contributorAttacks.find((attack) => attack.name === name);
const train = (rule: string, attack: string) =>
  trainUnderAttack({
    world: smallWorld(),
    rule: aggregationRules[rule]!,
    attack: named(attack),
    attackers: 2,
    rounds: 6,
  });

describe("trainUnderAttack", () => {
  it("learns when nobody attacks, whatever the rule", () => {
    for (const rule of ["FedAvg", "Median", "FLTrust"]) expect(train(rule, "none").accuracy).to.be.above(0.7);
  });

  it("shows plain averaging ruined by few attackers and a trusted root not", () => {
    expect(train("FedAvg", "sign flip ×5").accuracy).to.be.below(0.5);
    expect(train("FLTrust", "sign flip ×5").accuracy).to.be.above(0.7);
  });

  it("ends where an attack makes the weights overflow", () => {
    expect(train("FedAvg", "ALIE, optimal").accuracy).to.be.within(0, 0.6);
  });
});
