import type { Transmission } from "./Transmission.ts";

/** Is this value, read from a file, a transmission and nothing more? */
export function isTransmission(value: unknown): value is Transmission {
  if (typeof value !== "object" || value === null) return false;
  const { kind, bits, chunkSize, kept, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return false;
  if (kind === "dense") return (bits === 32 || bits === 64) && chunkSize === undefined && kept === undefined;
  return (
    kind === "sparse" &&
    (bits === 2 || bits === 8 || bits === 32) &&
    isIntegerIn(chunkSize, 2, 4096) &&
    isIntegerIn(kept, 1, chunkSize)
  );
}

function isIntegerIn(value: unknown, least: number, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
