import { expect } from "chai";
import { runOracles } from "../../../bench/attacks/runOracles.ts";
import { smallWorld } from "./smallWorld.ts";

const source = { name: "corners", owners: 6, rounds: 2, seeds: [1], build: () => smallWorld() };
const robustness = { sources: [], rounds: 1, part: 0.3, alpha: 1 };

describe("runOracles", () => {
  const rows = [...runOracles({ sources: [source], settings: [], robustness })];
  const colluding = (stakePercent: number) =>
    rows.find((row) => row.attack === "collude for a shill" && row.stakePercent === stakePercent && row.noise === 0)!;

  it("gives a minority's shill nothing, where a mean gives it the minority's stake and more", () => {
    for (const stakePercent of [20, 33, 45]) {
      const row = colluding(stakePercent);
      expect(row.shillShare).to.equal(0);
      expect(row.shillShareByMean).to.be.at.least(stakePercent / 100 - 1e-9);
      expect(row.misdirected).to.equal(0);
      expect(row.feeShare).to.be.below(stakePercent / 200);
    }
  });

  it("gives a majority's shill the pot", () => {
    expect(colluding(55).shillShare).to.equal(1);
    expect(colluding(55).feePaid).to.equal(1);
  });

  it("does nothing at all without a world", () => {
    expect([...runOracles({ sources: [], settings: [], robustness })]).to.deep.equal([]);
  });
});
