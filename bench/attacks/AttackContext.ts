import type { Random } from "../../src/learning/createRandom.ts";
import type { Examples } from "../../src/learning/Examples.ts";
import type { Network } from "../../src/learning/Network.ts";
import type { TrainingOptions } from "../../src/learning/TrainingOptions.ts";

/** An update that an earlier round made public. */
export type EarlierUpdate = {
  /** From 0. */
  readonly round: number;
  /** Index of the owner that submitted it. */
  readonly owner: number;
  readonly update: Float64Array;
  /** Parts per billion. */
  readonly score: number;
};

/** What an attacker knows when it makes its update: more than a real one would, so that no attack fails for lack of sight. */
export type AttackContext = {
  readonly network: Network;
  readonly training: TrainingOptions;
  /** From 0. */
  readonly round: number;
  /** Index of the attacker among all owners. */
  readonly owner: number;
  /** The weights that the round starts from. */
  readonly base: Float64Array;
  /** The attacker's own rows, with their true labels. */
  readonly examples: Examples;
  /** What honest training on these rows gives in this round. */
  readonly own: Float64Array;
  /** This round's updates of the honest contributors, before anybody could have seen them. */
  readonly others: readonly Float64Array[];
  /** Attackers in this round; at least 1. */
  readonly attackers: number;
  /** Everything that earlier rounds published, oldest first. */
  readonly earlier: readonly EarlierUpdate[];
  /** The step that the last round applied; undefined in the first round and after one that applied nothing. */
  readonly lastStep: Float64Array | undefined;
  /** Rows of the validation slice's distribution that only the attacker has. */
  readonly shadow: Examples;
  /** The aggregation rule in force, with the round's root slice where it uses one. */
  readonly aggregate: (updates: readonly Float64Array[]) => Float64Array;
  readonly random: Random;
};

/** One attacker's update; undefined when there is nothing to submit yet. */
export type ContributorAttack = (context: AttackContext) => Float64Array | undefined;

/** The updates of all identities behind one owner. */
export type IdentityAttack = (context: AttackContext) => readonly Float64Array[];
