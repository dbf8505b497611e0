import type { ContributorResult } from "../DemoResult.ts";

/** What a contributor got for one round, later top-ups included. */
export function payOf({ payout, topUp }: ContributorResult): number {
  return payout + topUp;
}
