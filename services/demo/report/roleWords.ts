import type { OracleRole } from "../DemoResult.ts";
import type { Role } from "../population.ts";
import type { Shape } from "./markShape.ts";

export type RoleWords = {
  readonly name: string;
  readonly plural: string;
  readonly shape: Shape;
  readonly isHonest: boolean;
  /** What one who plays it does. */
  readonly meaning: string;
};

/** Roles of contributors, in the order the report lists them. Each has a shape, so that color is never alone. */
export const roleWords: Readonly<Record<Role, RoleWords>> = {
  honest: {
    name: "Honest",
    plural: "Honest",
    shape: "circle",
    isHonest: true,
    meaning: "trains on its own or licensed rows",
  },
  flipped: {
    name: "Label flipper",
    plural: "Label flippers",
    shape: "diamond",
    isHonest: false,
    meaning: "trains on wrong labels",
  },
  freerider: {
    name: "Free rider",
    plural: "Free riders",
    shape: "triangle",
    isHonest: false,
    meaning: "sends noise instead of training",
  },
  copycat: {
    name: "Copycat",
    plural: "Copycats",
    shape: "square",
    isHonest: false,
    meaning: "sends an earlier round’s best update again",
  },
};

/** Roles of oracles. */
export const oracleRoleWords: Readonly<Record<OracleRole, RoleWords>> = {
  honest: { name: "Honest", plural: "Honest", shape: "circle", isHonest: true, meaning: "computes the scores" },
  lazy: { name: "Lazy", plural: "Lazy", shape: "triangle", isHonest: false, meaning: "gives everybody the same score" },
  liar: { name: "Liar", plural: "Liars", shape: "diamond", isHonest: false, meaning: "scores what suits it" },
};
