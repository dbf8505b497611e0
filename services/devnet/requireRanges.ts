import { usageError } from "../commandLine/usageError.ts";
import type { DevnetOptions } from "./DevnetOptions.ts";

/** Least and most of the options that are numbers. */
export const ranges = {
  oracles: [3, 16],
  contributors: [2, 12],
  speed: [1, 60],
  rounds: [1, 1000],
  port: [0, 65_535],
} as const satisfies Partial<Record<keyof DevnetOptions, readonly [number, number]>>;

/**
 * Holds options against their ranges, for callers that did not read them from a command line of ours.
 * @throws BaseError `USAGE` that names the option.
 */
export function requireRanges(options: DevnetOptions): void {
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = options[name as keyof typeof ranges];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw usageError(`--${name} must be a whole number from ${least} to ${most}, not ${value}.`, "devnet");
  }
}
