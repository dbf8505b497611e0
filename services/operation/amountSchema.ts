import { parseEther } from "ethers";
import { z } from "zod";

const PATTERN = /^(\d{1,30})$|^(\d{1,12}(?:\.\d{1,18})?) ether$/;

/** An amount in JSON, which has no whole numbers of that size: wei as a decimal string, or `"0.05 ether"`. Becomes wei. */
export const amountSchema = z
  .string()
  .regex(PATTERN, 'expected wei as digits in quotes, or "0.05 ether"')
  .transform((text) => {
    const [, wei, ether] = PATTERN.exec(text) ?? [];
    return wei === undefined ? parseEther(ether ?? "0") : BigInt(wei);
  });
