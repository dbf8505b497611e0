import { PARTS_PER_BILLION } from "../../../src/scoring/PARTS_PER_BILLION.ts";

export type OracleKnowledge = {
  /** Scores of the round as an honest oracle computes them, the shill's last, in parts per billion. */
  readonly right: readonly number[];
  /** What the last round settled on, in the same order. */
  readonly last: readonly number[];
};

export type OracleAttack = {
  readonly name: string;
  /** The vector that every attacking oracle reveals. */
  readonly reveal: (knowledge: OracleKnowledge) => readonly number[];
};

export const COLLUSION = "collude for a shill";

/** What oracles may do instead of scoring. */
export const oracleAttacks: readonly OracleAttack[] = [
  {
    name: COLLUSION,
    reveal: ({ right }) => right.map((_, i) => (i === right.length - 1 ? PARTS_PER_BILLION : 0)),
  },
  {
    name: "even split, unread",
    reveal: ({ right }) => right.map(() => Math.floor(PARTS_PER_BILLION / right.length)),
  },
  { name: "last round's result again", reveal: ({ last }) => last },
];
