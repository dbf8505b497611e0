import type { Member } from "./committeeOf.ts";
import type { OracleVector } from "./readVectors.ts";
import { encodeScores } from "./scoreVector.ts";

/** The vector, with its aggregate, that more than half of the committee's stake revealed; undefined when there is none. */
export function commonVector(
  vectors: readonly OracleVector[],
  members: readonly Pick<Member, "oracle" | "stake">[],
): OracleVector | undefined {
  const stakeOf = new Map(members.map(({ oracle, stake }) => [oracle, stake]));
  const total = members.reduce((sum, { stake }) => sum + stake, 0n);
  const behind = new Map<string, bigint>();
  for (const vector of vectors) {
    const key = `${encodeScores(vector.scores)}${vector.aggregateDigest}`;
    const stake = (behind.get(key) ?? 0n) + (stakeOf.get(vector.oracle) ?? 0n);
    if (2n * stake > total) return vector;
    behind.set(key, stake);
  }
  return undefined;
}
