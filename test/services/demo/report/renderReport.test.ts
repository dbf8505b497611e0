import { expect } from "chai";
import type { ContributorResult, DemoResult, RoundResult } from "../../../../services/demo/DemoResult.ts";
import { escapeHtml } from "../../../../services/demo/report/escapeHtml.ts";
import { renderReport } from "../../../../services/demo/report/renderReport.ts";
import { findMarkupFault } from "./findMarkupFault.ts";
import { sampleResult } from "./sampleResult.ts";

const SIZES = [
  { rounds: 1, contributors: 6, oracles: 5 },
  { rounds: 3, contributors: 8, oracles: 5 },
  { rounds: 6, contributors: 13, oracles: 9 },
  { rounds: 20, contributors: 60, oracles: 16 },
];
const NASTY = `<script>alert("1 & 2")</script>'>`;

function withRound(result: DemoResult, change: (round: RoundResult) => Partial<RoundResult>): DemoResult {
  return { ...result, rounds: result.rounds.map((round) => ({ ...round, ...change(round) })) };
}

function withContributors(result: DemoResult, change: Partial<ContributorResult>): DemoResult {
  return withRound(result, ({ contributors }) => ({
    contributors: contributors.map((contributor) => ({ ...contributor, ...change })),
  }));
}

/** A result whose every string is hostile. */
function nastyResult(): DemoResult {
  const result = withRound(sampleResult(), ({ contributors, oracles }) => ({
    contributors: contributors.map((contributor, i) => ({
      ...contributor,
      name: NASTY,
      address: `${i}${NASTY}`,
      outcome: NASTY,
    })),
    oracles: oracles.map((oracle) => ({ ...oracle, name: NASTY, address: NASTY })),
    gas: { [NASTY]: 21_000 },
  }));
  const table = {
    ...result.table,
    name: NASTY,
    label: NASTY,
    classes: [NASTY],
    owners: [{ name: NASTY, rows: 9 }],
    notes: [NASTY],
  };
  return { ...result, table, tokenSymbol: NASTY };
}

describe("renderReport", () => {
  for (const size of SIZES) {
    describe(`given ${size.rounds} rounds, ${size.contributors} contributors and ${size.oracles} oracles`, () => {
      const result = sampleResult(size);
      const page = renderReport(result);

      it("is well formed and has no identifier twice", () => {
        expect(findMarkupFault(page)).to.equal(undefined);
        const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
        expect(new Set(ids).size).to.equal(ids.length);
      });

      it("points only to what it has", () => {
        for (const [, list] of page.matchAll(/(?:href="#|url\(#|aria-labelledby="|aria-describedby=")([^")]*)/g)) {
          expect(page).to.include(` id="${list}"`);
        }
      });

      it("loads nothing and runs nothing", () => {
        expect(page).to.not.match(/https?:|\/\/|@import|<script|<link|<img|<iframe| src=| on[a-z]+=/i);
        expect(page.match(/url\([^)]*\)/g)?.every((url) => url === "url(#hatch)")).to.equal(true);
      });

      it("names everyone, in full", () => {
        for (const { contributors, oracles, gas } of result.rounds) {
          for (const { name, address, outcome } of [
            ...contributors,
            ...oracles.map((oracle) => ({ ...oracle, outcome: "" })),
          ]) {
            expect(page)
              .to.include(escapeHtml(name))
              .and.include(`title="${address}"`)
              .and.include(escapeHtml(outcome));
          }
          expect(Object.keys(gas).length).to.be.above(0);
        }
        for (const { name } of result.table.owners) expect(page).to.include(name);
        for (const text of [...result.table.classes, ...result.table.notes, result.table.label])
          expect(page).to.include(escapeHtml(text));
      });

      it("shows numbers only", () => {
        expect(page).to.not.match(/NaN|Infinity|undefined|\[object|null/);
      });

      it("has a section for every round", () => {
        for (const { roundId } of result.rounds) expect(page).to.include(`id="round-${roundId}"`);
      });
    });
  }

  it("returns the same page for the same result", () => {
    expect(renderReport(sampleResult())).to.equal(renderReport(sampleResult()));
  });

  describe("when strings of the data are markup", () => {
    const page = renderReport(nastyResult());

    it("shows them as text", () => {
      expect(page).to.not.include("<script");
      expect(page).to.include("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;&#39;&gt;");
      expect(findMarkupFault(page)).to.equal(undefined);
    });
  });

  describe("when exact values are unknown", () => {
    it("says so instead of the scatter", () => {
      const page = renderReport(withContributors(sampleResult(), { exactValue: null }));
      expect(page)
        .to.include("computed for at most 12")
        .and.include(`title="Not computed"`)
        .and.not.include(`class="plot scatter"`);
    });

    it("leaves out a single one", () => {
      const page = renderReport(
        withRound(sampleResult(), ({ contributors }) => ({
          contributors: contributors.map((contributor, i) =>
            i === 0 ? { ...contributor, exactValue: null } : contributor,
          ),
        })),
      );
      expect(page).to.include(`class="plot scatter"`).and.include("1 contributor without exact value left out.");
    });
  });

  describe("when a round brought nothing", () => {
    it("says that nobody was paid and that there was no vote", () => {
      const nothing = withContributors(sampleResult(), {
        score: 0,
        exactValue: 0,
        payout: 0,
        topUp: 0,
        revenueShare: 0,
      });
      const page = renderReport(withRound(nothing, () => ({ earned: 0, pot: 0, vote: null, gas: {} })));
      expect(page).to.include("nobody was paid").and.include("No vote").and.include("No gas was measured");
      expect(page).to.not.match(/NaN|Infinity/);
      expect(findMarkupFault(page)).to.equal(undefined);
    });
  });

  describe("when accuracy is perfect throughout", () => {
    it("draws its axis up to 100%", () => {
      const page = renderReport(
        withRound(sampleResult(), () => ({ baseAccuracy: 1, accuracy: 1, localAccuracy: 1, pooledAccuracy: 1 })),
      );
      expect(page)
        .to.include(">100%</text>")
        .and.not.match(/NaN|Infinity|>10[1-9]%/);
    });
  });

  describe("when members reject a version", () => {
    it("says which version stays live", () => {
      const vote = {
        fromVersion: 4,
        toVersion: 5,
        reportDigest: "0x",
        forVotes: 1,
        againstVotes: 3,
        isPromoted: false,
      };
      const page = renderReport(withRound(sampleResult(), () => ({ vote })));
      expect(page).to.include("Version 5 was rejected; version 4 stays live.").and.include("75.0%");
    });
  });
});
