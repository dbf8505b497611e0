import { formatUnits, parseUnits } from "ethers";

/** Tokens the demo's people handle, in smallest units. */
export const amounts = {
  pot: parseUnits("1000", 18),
  oracleFee: parseUnits("100", 18),
  topUp: parseUnits("500", 18),
  bond: parseUnits("5", 18),
  licensePrice: parseUnits("50", 18),
  oracleStake: parseUnits("20000", 18),
  memberTokens: parseUnits("2500000", 18),
  actorTokens: parseUnits("10000", 18),
};

/** What owners of licensed data get of the rewards earned with it. */
export const REVENUE_SHARE_BPS = 500;

/** Smallest units as a number of tokens, for tables and charts. */
export function toTokens(units: bigint): number {
  return Number(formatUnits(units, 18));
}
