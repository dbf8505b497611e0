import { getAddress, isAddress } from "ethers";
import { z } from "zod";

/** An address; with its checksum (EIP-55). */
export const addressSchema = z
  .string()
  .refine((text) => text.startsWith("0x") && isAddress(text), "write an address, 0x and 40 hexadecimal digits")
  .transform((text) => getAddress(text));
