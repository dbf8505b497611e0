import type { LabWorld, LabWorldParameters } from "../worlds/LabWorld.ts";

/** A kind of world and how often it is played. */
export type LabSource = {
  readonly name: string;
  readonly owners: number;
  readonly rounds: number;
  readonly seeds: readonly number[];
  readonly build: (parameters: LabWorldParameters) => LabWorld;
};

/** A label skew and a part of the contributors that attack; 0 stands for one attacker. */
export type LabSetting = { readonly alpha: number; readonly part: number };

export type LabPlan = {
  readonly sources: readonly LabSource[];
  readonly settings: readonly LabSetting[];
  /** The worlds and seeds of the comparison of rules. */
  readonly robustness: {
    readonly sources: readonly LabSource[];
    readonly rounds: number;
    readonly part: number;
    readonly alpha: number;
  };
};
