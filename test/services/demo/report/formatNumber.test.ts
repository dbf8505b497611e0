import { expect } from "chai";
import { countOf } from "../../../../services/demo/report/countOf.ts";
import { formatCount } from "../../../../services/demo/report/formatCount.ts";
import { formatNumber } from "../../../../services/demo/report/formatNumber.ts";
import { formatPercent } from "../../../../services/demo/report/formatPercent.ts";
import { formatTokens } from "../../../../services/demo/report/formatTokens.ts";
import { stepName } from "../../../../services/demo/report/stepName.ts";

describe("formatNumber", () => {
  it("separates thousands and keeps its decimals", () => {
    expect(formatNumber(1_234_567.891, 2)).to.equal("1,234,567.89");
    expect(formatNumber(2, 2)).to.equal("2.00");
  });

  it("writes a true minus sign", () => {
    expect(formatNumber(-2.34567, 2)).to.equal("−2.35");
  });

  it("does not show as nothing what is something", () => {
    expect(formatNumber(0.001, 2)).to.equal("<0.01");
    expect(formatNumber(-0.001, 2)).to.equal(">−0.01");
    expect(formatNumber(0, 2)).to.equal("0.00");
    expect(formatNumber(-0, 2)).to.equal("0.00");
  });

  it("writes a dash for what is no number", () => {
    expect(formatNumber(Number.NaN, 2)).to.equal("–");
    expect(formatPercent(Number.POSITIVE_INFINITY)).to.equal("–");
  });
});

describe("formatPercent", () => {
  it("takes fractions", () => {
    expect(formatPercent(0.9731)).to.equal("97.3%");
    expect(formatPercent(0.0001)).to.equal("<0.1%");
    expect(formatPercent(0.2, 0)).to.equal("20%");
  });
});

describe("formatTokens", () => {
  it("takes its digits from the largest amount beside it", () => {
    expect(formatTokens(2.34567, 200)).to.equal("2.35");
    expect(formatTokens(2.34567, 2000)).to.equal("2.3");
    expect(formatTokens(2.34567, 20_000)).to.equal("2");
    expect(formatTokens(0.14159, 0.5)).to.equal("0.1416");
  });

  it("drops empty decimals of an amount alone", () => {
    expect(formatTokens(1000)).to.equal("1,000");
    expect(formatTokens(1000.5)).to.equal("1,000.5");
  });
});

describe("countOf", () => {
  it("picks the noun's form", () => {
    expect([countOf(1, "round"), countOf(0, "round"), countOf(1200, "row")]).to.deep.equal([
      "1 round",
      "0 rounds",
      "1,200 rows",
    ]);
    expect(formatCount(0.5)).to.equal("0.50");
  });
});

describe("stepName", () => {
  it("puts identifiers into words", () => {
    expect([stepName("commitScores"), stepName("cast vote"), stepName("<b>")]).to.deep.equal([
      "Commit scores",
      "Cast vote",
      "<b>",
    ]);
  });
});
