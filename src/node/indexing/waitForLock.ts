import { setTimeout } from "node:timers/promises";
import { acquireLock, type Lock } from "../state/acquireLock.ts";

const POLL_MILLISECONDS = 50;

/** Takes a lock, waiting as long as another process holds it; `onWait` is called again and again meanwhile. */
export async function waitForLock(path: string, onWait: () => void = () => {}): Promise<Lock> {
  for (;;) {
    const lock = acquireLock(path);
    if (lock !== undefined) return lock;
    onWait();
    await setTimeout(POLL_MILLISECONDS);
  }
}
