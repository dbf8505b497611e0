import { z } from "zod";
import { addressesSchema } from "../../src/schemas/addressesSchema.ts";

const savedNetwork = z.strictObject({
  chainId: z.int().min(1),
  endpoints: z.array(z.url({ protocol: /^https?$/ })).min(1),
  addresses: addressesSchema.optional(),
  fromBlock: z.int().min(0).optional(),
});

/** The file in which settings are kept. */
export const settingsSchema = z.strictObject({
  network: z.string().optional(),
  account: z.string().optional(),
  networks: z.record(z.string(), savedNetwork).default({}),
});
