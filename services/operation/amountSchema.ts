import { parseEther } from "ethers";
import { z } from "zod";

const EXPECTED = 'expected smallest units as digits in quotes, "0.05 ether" or "20000 COMMON"';
const PATTERN = /^(\d{1,30})$|^(\d{1,12}(?:\.\d{1,18})?) (?:ether|COMMON)$/;

/**
 * An amount in JSON, which has no whole numbers of that size: smallest units as a decimal string, `"0.05 ether"`, or
 * `"20000 COMMON"`, which has 18 decimals too. Becomes smallest units.
 */
export const amountSchema = z
  .string(EXPECTED)
  .regex(PATTERN, EXPECTED)
  .transform((text) => {
    const [, units, whole] = PATTERN.exec(text) ?? [];
    return units === undefined ? parseEther(whole ?? "0") : BigInt(units);
  });
