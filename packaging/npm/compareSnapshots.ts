import type { AbiSnapshot } from "./snapshotOf.ts";

/** How a version is raised, from least to most. */
export const BUMPS = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** One difference between two releases. */
export type AbiChange = {
  /** `major` when programs written for the old ABI may break. */
  readonly needs: "major" | "minor";
  /** In words, like "ModelRegistry: function register(bytes32) is gone". */
  readonly description: string;
};

/** Every difference between what was promised and what is: what is gone or another breaks callers, what is new does not. */
export function compareSnapshots(released: AbiSnapshot, present: AbiSnapshot): AbiChange[] {
  const contracts = [...new Set([...Object.keys(released), ...Object.keys(present)])].sort();
  return contracts.flatMap((contract): AbiChange[] => {
    const before = released[contract];
    const after = present[contract];
    if (after === undefined) return [{ needs: "major", description: `${contract} is gone` }];
    if (before === undefined) return [{ needs: "minor", description: `${contract} is new` }];
    // Maps: every object has a "constructor", and so have contracts.
    const was = new Map(Object.entries(before));
    const is = new Map(Object.entries(after));
    const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
    return keys.flatMap((key): AbiChange[] => {
      const [old, current] = [was.get(key), is.get(key)];
      if (old === current) return [];
      if (current === undefined) return [{ needs: "major", description: `${contract}: ${key} is gone` }];
      if (old === undefined) return [{ needs: "minor", description: `${contract}: ${key} is new` }];
      return [{ needs: "major", description: `${contract}: ${key} was "${old}" and is "${current}"` }];
    });
  });
}
