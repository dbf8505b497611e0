import { sha256 } from "ethers";
import { writeParameters } from "../learning/writeParameters.ts";
import type { ScoredRound } from "../scoring/scoreRound.ts";
import type { RoundRecord } from "./readRoundRecord.ts";

/** One member of a committee against the recomputation. */
export type OracleFinding = {
  readonly oracle: string;
  /** Smallest units of stake. */
  readonly stake: bigint;
  readonly status: "identical" | "differs" | "void" | "silent";
  /** The first score, or else the aggregate, that differs. */
  readonly sentence?: string;
};

/** What each member of the committee revealed, held against the recomputation. One that differs changes no verdict. */
export function judgeOracles({ judgement }: RoundRecord, scored: ScoredRound): OracleFinding[] {
  const vectorOf = new Map(judgement.vectors.map((vector) => [vector.oracle, vector]));
  const aggregateDigest = sha256(writeParameters(scored.aggregate));
  return judgement.members.map(({ oracle, stake, isVoid }): OracleFinding => {
    const vector = vectorOf.get(oracle);
    if (vector === undefined) return { oracle, stake, status: isVoid ? "void" : "silent" };
    const i = vector.scores.findIndex((score, at) => score !== scored.scores[at]);
    if (i !== -1) {
      const whose = `score ${i} (of contributor ${scored.contributors[i]})`;
      const sentence = `${whose} is ${vector.scores[i]}, recomputed ${scored.scores[i]}`;
      return { oracle, stake, status: "differs", sentence };
    }
    if (vector.aggregateDigest !== aggregateDigest) {
      const sentence = `the aggregate is ${vector.aggregateDigest}, recomputed ${aggregateDigest}`;
      return { oracle, stake, status: "differs", sentence };
    }
    return { oracle, stake, status: "identical" };
  });
}
