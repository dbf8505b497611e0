import type { OracleRole } from "../DemoResult.ts";
import type { Role } from "../population.ts";
import type { Shape } from "./markShape.ts";

export type RoleWords = {
  readonly name: string;
  readonly shape: Shape;
  readonly isHonest: boolean;
};

/** Roles of contributors, in the order the report lists them, with what each does. Each has a shape, so that color is never alone. */
export const roleWords: Readonly<Record<Role, RoleWords & { readonly meaning: string }>> = {
  honest: { name: "Honest", shape: "circle", isHonest: true, meaning: "trains on its own or licensed rows" },
  flipped: { name: "Label flipper", shape: "diamond", isHonest: false, meaning: "trains on wrong labels" },
  freerider: { name: "Free rider", shape: "triangle", isHonest: false, meaning: "sends noise instead of training" },
  copycat: { name: "Copycat", shape: "square", isHonest: false, meaning: "sends an earlier round’s best update again" },
};

/** Roles of oracles. */
export const oracleRoleWords: Readonly<Record<OracleRole, RoleWords>> = {
  honest: { name: "Honest", shape: "circle", isHonest: true },
  lazy: { name: "Lazy", shape: "triangle", isHonest: false },
  liar: { name: "Liar", shape: "diamond", isHonest: false },
};
