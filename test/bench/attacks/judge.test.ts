import { expect } from "chai";
import { judge } from "../../../bench/attacks/judge.ts";
import type { LabResult, PayRow } from "../../../bench/attacks/LabResult.ts";
import { renderMarkdown } from "../../../bench/attacks/report/renderMarkdown.ts";
import { renderPage } from "../../../bench/attacks/report/renderPage.ts";

const row: PayRow = {
  attack: "free ride on noise",
  aim: "pay",
  world: "a <b>",
  alpha: 0.5,
  owners: 10,
  attackers: 3,
  pay: 0,
  worstPay: 0,
  share: 0,
  honestChange: 0,
  accuracy: 0.9,
  cleanAccuracy: 0.95,
  backdoor: 0,
  cleanBackdoor: 0,
};

function resultWith(pay: readonly PayRow[]): LabResult {
  const world = { name: "a <b>", owners: 10, seeds: 1, rounds: 3, rootRows: 50, validationRows: 50, limit: 0.05 };
  return { settings: {}, worlds: [world], pay: [row, ...pay], gains: [], oracles: [], robustness: [] };
}

const namesOf = (verdicts: readonly { attack: string; what: string }[]) =>
  verdicts.map(({ attack, what }) => `${attack}: ${what}`);

describe("judge", () => {
  describe("when an attack is paid more than the limit in the mean of its settings", () => {
    it("lists it as succeeding and misses the target", () => {
      const theft = { ...row, attack: "theft" };
      const { succeeding, checks } = judge(
        resultWith([
          { ...theft, pay: 0.02 },
          { ...theft, alpha: 1, pay: 0.1 },
        ]),
      );
      expect(namesOf(succeeding)).to.deep.equal(["theft: pay, honest = 1"]);
      expect(succeeding[0]?.findings[0]?.value).to.be.closeTo(0.06, 1e-12);
      expect(checks.map(({ isMet }) => isMet)).to.deep.equal([false]);
    });
  });

  describe("when attackers cost more accuracy than their absence", () => {
    it("lists the harm beside pay that is none", () => {
      const { succeeding, failing } = judge(resultWith([{ ...row, attack: "ruin", aim: "harm", accuracy: 0.8 }]));
      expect(namesOf(succeeding)).to.deep.equal(["ruin: accuracy lost"]);
      expect(namesOf(failing)).to.include("ruin: pay, honest = 1");
    });
  });

  describe("when oracles that do not score keep much of their fee", () => {
    it("lists the fee although the pot went where it should", () => {
      const lazy = { attack: "lazy", stakePercent: 45, noise: 0, shillShare: 0, shillShareByMean: 0 };
      const oracles = [{ ...lazy, misdirected: 0, feeShare: 0.3, feePaid: 0.5 }];
      const { succeeding, failing } = judge({ ...resultWith([]), oracles });
      expect(namesOf(succeeding)).to.deep.equal(["lazy, up to 45 % of stake: part of a seat's fee for no work"]);
      expect(namesOf(failing)).to.include("lazy, 45 % of stake: part of the pot misdirected");
    });
  });

  describe("when nobody passes a limit", () => {
    it("has nothing that succeeds and meets its target", () => {
      const honest = { ...row, attack: "honest", aim: "none" as const, pay: 1 };
      const { succeeding, failing, checks } = judge(resultWith([honest]));
      expect(succeeding).to.deep.equal([]);
      expect(namesOf(failing)).to.deep.equal(["free ride on noise: pay, honest = 1"]);
      expect(checks.map(({ isMet }) => isMet)).to.deep.equal([true]);
    });
  });
});

describe("renderPage", () => {
  it("escapes names and says first what succeeds", () => {
    const page = renderPage(resultWith([{ ...row, attack: "theft & co", pay: 0.5 }]));
    expect(page).to.not.include("a <b>");
    expect(page).to.include("<strong>theft &amp; co</strong>, pay, honest = 1: a &lt;b&gt; 0.500");
    expect(page.indexOf("These attacks succeed")).to.be.below(page.indexOf("These do not"));
  });
});

describe("renderMarkdown", () => {
  it("has the verdicts, the targets and only tables with rows", () => {
    const markdown = renderMarkdown(resultWith([{ ...row, attack: "theft", pay: 0.5 }]));
    expect(markdown).to.include("## These attacks succeed\n\n- theft — pay, honest = 1: a <b> 0.500\n");
    expect(markdown).to.include(
      "| **missed** | a <b>: no attack is paid more than 5.0 % of honest pay | 1 of 2 are: theft |",
    );
    expect(markdown).to.not.include("Attacking oracles");
  });
});
