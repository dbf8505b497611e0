import { readFile } from "node:fs/promises";

/** One settlement, worked out by the definition; amounts in smallest units, scores in parts per billion. */
export type SettlementVector = {
  readonly name: string;
  readonly stakes: readonly bigint[];
  readonly silentStake: bigint;
  readonly vectors: readonly (readonly number[])[];
  readonly pot: bigint;
  readonly fee: bigint;
  readonly expected: {
    readonly consensus: readonly number[];
    readonly totalScore: bigint;
    readonly disagreements: readonly bigint[];
    readonly feePayments: readonly bigint[];
    readonly earned: bigint;
    readonly unearned: bigint;
  };
};

/** The settlements that contracts and library must agree on: test/vectors/settlement.json, where amounts are strings. */
export const settlementVectors: readonly SettlementVector[] = JSON.parse(
  await readFile(new URL("../vectors/settlement.json", import.meta.url), "utf8"),
  (_, value: unknown) => (typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : value),
);
