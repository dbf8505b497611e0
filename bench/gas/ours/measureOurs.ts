import { measureGovernance } from "./measureGovernance.ts";
import { measureMarket } from "./measureMarket.ts";
import { measureRewards } from "./measureRewards.ts";
import { measureRounds } from "./measureRounds.ts";
import { measureSettlement } from "./measureSettlement.ts";

/** Gas of our operations by name; the last part of a name says if it is per something else than a transaction. */
export async function measureOurs() {
  return {
    ...(await measureMarket()),
    ...(await measureRewards()),
    ...(await measureSettlement()),
    ...(await measureGovernance()),
    ...(await measureRounds()),
  };
}

export type Operation = keyof Awaited<ReturnType<typeof measureOurs>>;
