import { formatUnits } from "ethers";

/** A token as amounts of it are written. */
export type Unit = { readonly symbol: string; readonly decimals: number };

/** Ether, which pays for gas. */
export const ETHER: Unit = { symbol: "ETH", decimals: 18 };

const DIGITS = 6;

/** Smallest units as an amount with its symbol: 1,234.5 COMMON. What is below a millionth is cut off and marked by "…". */
export function formatAmount(amount: bigint, { symbol, decimals }: Unit): string {
  const [whole = "0", fraction = ""] = formatUnits(amount, decimals).replace(/\.0$/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const shown = fraction.slice(0, DIGITS).replace(/0+$/, "");
  const mark = fraction.length > DIGITS ? "…" : "";
  const tail = shown === "" && mark === "" ? "" : `.${shown === "" ? "0" : shown}${mark}`;
  return `${grouped}${tail} ${symbol}`;
}
