import { setFlagsFromString } from "node:v8";

/** How much the old generation may grow until it is collected. */
const GROWTH_PERCENT = 15;

/**
 * Lets the process collect its garbage early, for good. V8 would otherwise let a long run of short-lived objects, like a
 * history that is indexed, fill more than a hundred megabytes before it looks. For programs, as the first thing they do.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
