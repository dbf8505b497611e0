import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How much the old generation may grow until it is collected. */
const GROWTH_PERCENT = 15;

/**
 * Does long work during which the whole process collects its garbage early. V8 would otherwise let a run of short-lived objects,
 * like a history that is indexed, fill more than a hundred megabytes before it looks.
 */
export async function withSmallHeap<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString("--semi-space-growth-factor=1");
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
  setFlagsFromString("--expose-gc");
  // The next limit is set by a collection: without one now, the first would come late.
  (runInNewContext("gc") as () => void)();
  try {
    return await work();
  } finally {
    // V8's own settings.
    setFlagsFromString("--semi-space-growth-factor=2");
    setFlagsFromString("--heap-growing-percent=0");
  }
}
