import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { deploymentNames } from "../../rocketh/readAddresses.ts";
import type { Addresses } from "../../src/client.ts";

const address = z
  .string()
  .refine(isAddress, "expected an address")
  .transform((text) => getAddress(text));
const names = Object.keys(deploymentNames) as (keyof Addresses)[];
const addresses = z.strictObject(
  Object.fromEntries(names.map((name) => [name, address])) as Record<keyof Addresses, typeof address>,
);

const savedNetwork = z.strictObject({
  chainId: z.int().min(1),
  endpoints: z.array(z.url({ protocol: /^https?$/ })).min(1),
  addresses: addresses.optional(),
  fromBlock: z.int().min(0).optional(),
});

/** The file in which settings are kept. */
export const settingsSchema = z.strictObject({
  network: z.string().optional(),
  account: z.string().optional(),
  networks: z.record(z.string(), savedNetwork).default({}),
});
