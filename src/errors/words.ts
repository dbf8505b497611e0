import { proposalStates } from "../governance/proposalStates.ts";
import { versionStatuses } from "../registry/VersionStatus.ts";
import { phases } from "../training/Phase.ts";

const failures = [
  "has not failed",
  "failed because nobody revealed an update",
  "failed because it had no committee",
  "failed because its sponsor did not open the slices",
  "failed because the committee called its slices void",
  "failed because too few oracles revealed scores",
];
const outcomes = [
  "has no pot",
  "is not decided yet",
  "is settled",
  "failed, and its money goes back to those who paid",
  "failed, and its sponsor's pot went to the contributors",
  "failed, and its sponsor's pot went to the contributors",
];
const operationStates = ["unknown", "waiting", "ready", "done"];
const uses = ["TRAIN", "EVALUATE", "INFER", "REDISTRIBUTE", "DERIVE"];
const durations = [
  ["day", 86_400n],
  ["hour", 3_600n],
  ["minute", 60n],
] as const;
/** Dates in JavaScript end here, seconds. */
const LAST_TIME = 8_640_000_000_000n;

/** Arguments of errors as people write them. What is no such value stays as it is. */
export const words = {
  /** A timestamp in seconds as a date: 2026-01-02 03:04:05 UTC. */
  time: (seconds: unknown): string => {
    const at = toInteger(seconds);
    if (at === undefined || at > LAST_TIME) return String(seconds);
    return `${new Date(Number(at) * 1000).toISOString().slice(0, -5).replace("T", " ")} UTC`;
  },
  /** Seconds in the largest unit that fits: 2 days. */
  duration: (seconds: unknown): string => {
    const length = toInteger(seconds);
    if (length === undefined) return String(seconds);
    const [name, unit] = durations.find(([, size]) => length > 0n && length % size === 0n) ?? ["second", 1n];
    return `${length / unit} ${name}${length === unit ? "" : "s"}`;
  },
  /** An amount of a token whose decimals are not known here. */
  amount: (value: unknown): string => `${String(value)} smallest ${toInteger(value) === 1n ? "unit" : "units"}`,
  /** Basis points as percent: 12.5 %. */
  percent: (bps: unknown): string => `${Number(bps) / 100} %`,
  asset: (kind: unknown, assetId: unknown): string =>
    `${toInteger(kind) === 1n ? "model" : "dataset"} ${String(assetId)}`,
  uses: (bits: unknown): string => {
    const named = uses.filter((_, k) => (Number(bits) >> k) & 1);
    return named.length === 0 ? `use ${String(bits)}` : named.join(" and ");
  },
  phase: (value: unknown): string => nameIn(phases, value),
  failure: (value: unknown): string => nameIn(failures, value),
  outcome: (value: unknown): string => nameIn(outcomes, value),
  versionStatus: (value: unknown): string => nameIn(versionStatuses, value),
  proposalState: (value: unknown): string => nameIn(proposalStates, value),
  /** The states of a proposal whose bits are set: Succeeded or Queued. */
  proposalStates: (bitmap: unknown): string => namesIn(proposalStates, bitmap),
  operationStates: (bitmap: unknown): string => namesIn(operationStates, bitmap),
};

function nameIn(names: readonly string[], value: unknown): string {
  return names[Number(value)] ?? String(value);
}

function namesIn(names: readonly string[], bitmap: unknown): string {
  const bits = toInteger(bitmap) ?? 0n;
  return names.filter((_, k) => (bits >> BigInt(k)) & 1n).join(" or ");
}

function toInteger(value: unknown): bigint | undefined {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  return typeof value === "string" && /^(0x[0-9a-f]+|\d+)$/i.test(value) ? BigInt(value) : undefined;
}
