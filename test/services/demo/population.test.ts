import { readFileSync } from "node:fs";
import { expect } from "chai";
import { syntheticTable } from "../../../bench/worlds/syntheticTable.ts";
import { penguinsPath } from "../../../services/demo/penguinsPath.ts";
import {
  buildPopulation,
  compareAccuracy,
  createUpdate,
  type Population,
  playRounds,
  tableOfRecords,
} from "../../../services/demo/population.ts";
import type { Examples } from "../../../src/learning/Examples.ts";
import { norm } from "../../../src/learning/norm.ts";
import { parseTable } from "../../../src/learning/table/parseTable.ts";
import { TableError } from "../../../src/learning/table/TableError.ts";

function penguins(seed: number, contributors = 8): Population {
  const table = tableOfRecords(JSON.parse(readFileSync(penguinsPath, "utf8")) as Record<string, unknown>[]);
  return buildPopulation({ table, label: "Species", ownerColumn: "Island", contributors, rounds: 3, seed });
}

function invented(rows: number, contributors = 8, seed = 1): Population {
  const text = syntheticTable({ rows, frequencies: [5, 3, 1], features: 4, separation: 2, labelNoise: 0, seed: 1 });
  return buildPopulation({ table: parseTable(text), label: "kind", contributors, rounds: 3, seed });
}

const countOf = ({ labels }: Examples): number => labels.length;

function rowsOf({ features, width, labels }: Examples): string[] {
  return Array.from(labels, (_, row) => features.subarray(row * width, (row + 1) * width).join(" "));
}

describe("buildPopulation", () => {
  describe("when the table names its owners", () => {
    it("makes each island the provider of its own parts, and no feature of it", () => {
      const { owners, parts, contributors, encoding } = penguins(1);
      expect(owners).to.deep.equal(["Biscoe", "Dream", "Torgersen"]);
      expect(encoding.features.map(({ name }) => name)).to.not.include("Island");
      expect(contributors.map(({ part }) => part)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
      expect(contributors.slice(0, 3).map(({ part, isProvider }) => [parts[part]?.owner, isProvider])).to.deep.equal([
        [0, true],
        [1, true],
        [2, true],
      ]);
      expect(contributors.slice(3).some(({ isProvider }) => isProvider)).to.equal(false);
    });
  });

  for (const contributors of [6, 7, 8, 12]) {
    describe(`when there are ${contributors} contributors`, () => {
      it("gives everyone one part and one of each attack to the last three", () => {
        const population = penguins(1, contributors);
        const roles = population.contributors.map(({ role }) => role);
        expect(roles.slice(0, -3).every((role) => role === "honest")).to.equal(true);
        expect(roles.slice(-3)).to.deep.equal(["flipped", "freerider", "copycat"]);
        expect(population.parts.length).to.equal(contributors);
        for (const { examples } of population.parts) expect(countOf(examples)).to.be.at.least(5);
      });
    });
  }

  describe("given any of its slices", () => {
    it("holds every class, and no row is in two places", () => {
      const { slices, test, parts, encoding } = invented(2000);
      const places = [test, ...slices.flatMap(({ root, validation }) => [root, validation])];
      for (const place of places) expect(new Set(place.labels).size).to.equal(encoding.classes.length);
      const rows = [...places, ...parts.map(({ examples }) => examples)].flatMap(rowsOf);
      expect(new Set(rows).size).to.equal(rows.length);
      for (const { root, validation } of slices)
        expect(Math.min(countOf(root), countOf(validation))).to.be.at.least(100);
    });
  });

  describe("when the seed is the same", () => {
    it("builds the same world, and another one otherwise", () => {
      expect(penguins(4)).to.deep.equal(penguins(4));
      expect(penguins(4).test).to.not.deep.equal(penguins(5).test);
    });
  });

  describe("when the table is small, holed or has rare classes", () => {
    it("says so in its notes", () => {
      expect(invented(200).notes.join()).to.include("small");
      const text = `${syntheticTable({ rows: 900, frequencies: [1, 1], features: 3, separation: 2, labelNoise: 0, seed: 2 })}1,2,3,north,rare\n1,2,3,north,\n`;
      const { notes, encoding } = buildPopulation({
        table: parseTable(text),
        label: "kind",
        contributors: 6,
        rounds: 3,
        seed: 1,
      });
      expect(notes.join()).to.include('Class "rare" is left out').and.include("1 rows without a label");
      expect(encoding.classes).to.deep.equal(["kind a", "kind b"]);
    });
  });

  describe("when the table has too few rows", () => {
    it("throws TABLE_TOO_FEW_ROWS", () => {
      for (const rows of [20, 60]) {
        expect(() => invented(rows))
          .to.throw(TableError, /\n./)
          .with.property("code", "TABLE_TOO_FEW_ROWS");
      }
    });
  });
});

describe("createUpdate", () => {
  describe("when the role is an attack", () => {
    it("submits almost nothing as free rider and nothing as copycat of the first round", () => {
      const population = penguins(1);
      const at = { population, round: 0, base: population.initialParameters, published: [] };
      const honest = createUpdate({ ...at, contributor: 0 }) as Float64Array;
      const freeRider = createUpdate({ ...at, contributor: 6 }) as Float64Array;
      expect(norm(freeRider)).to.be.within(1e-9, norm(honest) / 100);
      expect(createUpdate({ ...at, contributor: 7 })).to.equal(undefined);
    });

    it("copies the best-paid update of the round before as copycat", () => {
      const population = penguins(1);
      const base = population.initialParameters;
      const published = [3, 9, 5].map((score, contributor) => ({
        round: 0,
        contributor,
        update: base.map((_, i) => i + contributor * 7),
        score,
      }));
      const copy = createUpdate({ population, round: 1, contributor: 7, base, published }) as Float64Array;
      const original = published[1]?.update as Float64Array;
      expect(norm(copy.map((value, i) => value - (original[i] as number))) / norm(original)).to.be.within(0.001, 0.05);
    });
  });
});

describe("playRounds", () => {
  describe("given penguins and five seeds", () => {
    const worlds = [1, 2, 3, 4, 5].map((seed) => {
      const population = penguins(seed);
      return { population, played: playRounds(population), compared: compareAccuracy(population) };
    });
    const payOf = (contributor: number): number =>
      worlds.reduce(
        (sum, { played }) =>
          sum +
          played.reduce(
            (all, { submitters, result }) => all + (result.scores[submitters.indexOf(contributor)] ?? 0),
            0,
          ),
        0,
      );
    const meanHonestPay = [0, 1, 2, 3, 4].reduce((sum, contributor) => sum + payOf(contributor), 0) / 5;

    it("pays each attacker at most 5 % of the mean honest pay", () => {
      for (const attacker of [5, 6, 7]) expect(payOf(attacker)).to.be.at.most(0.05 * meanHonestPay);
    });

    it("pays a significant first round", () => {
      for (const { played } of worlds) expect(played[0]?.result.isSignificant).to.equal(true);
    });

    it("catches every copy and calls no honest update one", () => {
      for (const { played } of worlds) {
        for (const [round, { submitters, result }] of played.entries()) {
          for (const [k, contributor] of submitters.entries()) {
            const isDuplicate = result.explanations[k]?.status.startsWith("duplicate");
            expect(isDuplicate, `round ${round} contributor ${contributor}`).to.equal(contributor === 7);
          }
        }
      }
    });

    it("ends far above training alone and near pooled training", () => {
      const mean = (of: (world: (typeof worlds)[number]) => number): number =>
        worlds.reduce((sum, world) => sum + of(world), 0) / 5;
      const federated = mean(({ played }) => played[2]?.accuracy as number);
      expect(federated).to.be.above(mean(({ compared }) => compared.alone) + 0.1);
      expect(federated).to.be.above(mean(({ compared }) => compared.pooled) - 0.05);
    });
  });
});
