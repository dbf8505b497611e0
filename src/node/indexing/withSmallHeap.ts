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
  collectAll();
  try {
    return await work();
  } finally {
    // V8's own settings.
    setFlagsFromString("--semi-space-growth-factor=2");
    setFlagsFromString("--heap-growing-percent=0");
  }
}

/** The settings count from the next collection on; one like this also gives back what loading the program took. */
function collectAll(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: object) => void;
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
