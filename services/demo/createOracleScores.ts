import { PARTS_PER_BILLION } from "../../src/scoring/PARTS_PER_BILLION.ts";
import type { OracleRole } from "./DemoResult.ts";
import type { Role } from "./population.ts";

export type CreateOracleScoresParameters = {
  readonly role: OracleRole;
  /** What an honest oracle computes: scores by position. */
  readonly compute: () => Promise<{ readonly scores: Uint32Array; readonly aggregateDigest: string }>;
  /** Roles of the contributors by position. */
  readonly contributors: readonly Role[];
  /** What an oracle that computes nothing claims as the aggregate. */
  readonly baseDigest: string;
};

/** What an oracle of a role reveals: the honest one computes, the lazy one splits evenly, the liar pays the flipper. */
export async function createOracleScores({
  role,
  compute,
  contributors,
  baseDigest,
}: CreateOracleScoresParameters): Promise<{ readonly scores: Uint32Array; readonly aggregateDigest: string }> {
  switch (role) {
    case "honest":
      return compute();
    case "lazy": {
      const even = Math.floor(PARTS_PER_BILLION / contributors.length);
      return { scores: Uint32Array.from(contributors, () => even), aggregateDigest: baseDigest };
    }
    case "liar":
      return {
        scores: Uint32Array.from(contributors, (friend) => (friend === "flipped" ? PARTS_PER_BILLION : 0)),
        aggregateDigest: baseDigest,
      };
  }
}
