import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { deploymentNames } from "../../rocketh/readAddresses.ts";

type Name = keyof typeof deploymentNames;
const names = Object.keys(deploymentNames) as Name[];

/** A field for each contract. */
function eachContract<T extends z.ZodType>(field: T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, field])) as Record<Name, T>;
}

const address = z
  .string()
  .refine(isAddress, "expected an address")
  .transform((text) => getAddress(text));

const codeHash = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, "expected 0x and 64 hexadecimal digits")
  .transform((text) => text.toLowerCase());

const endpoints = z
  .array(z.string().refine(isHttpUrl, "expected an http or https URL"))
  .min(1)
  .max(16)
  .refine(
    (urls) => new Set(urls).size === urls.length,
    "expected endpoints that differ: one node asked twice proves nothing",
  );

/**
 * Configuration of the chain that a service works on: which nodes to ask, how many must agree, and which contracts to expect.
 * `readConfig` puts the addresses in place when a file or a deployment is named instead.
 */
export const chainSchema = z
  .strictObject({
    endpoints,
    /** How many endpoints must agree; more than half of them unless given. */
    quorum: z.int().min(1).optional(),
    chainId: z.int().min(1).transform(BigInt),
    addresses: z.strictObject(eachContract(address), {
      error: "expected the contracts' addresses, a JSON file of them (….json), or the name of a folder in deployments/",
    }),
    /** keccak256 of the code that must be at an address. */
    codeHashes: z.strictObject(eachContract(codeHash.optional())).default({}),
    /** First block with events of the deployment. */
    fromBlock: z.int().min(0),
    /** Blocks behind the newest that no reorganisation is believed to reach. */
    finalityDepth: z.int().min(1).default(128),
    /** Blocks on top of a transaction before it counts as included. */
    confirmations: z.int().min(0).default(2),
    /** Most seconds between the newest block and this host's clock; null only where the chain's clock is simulated. */
    maxClockSkewSeconds: z.number().positive().nullable().default(60),
    pollMilliseconds: z.int().min(50).max(60_000).default(2000),
  })
  .refine(({ quorum, endpoints: { length } }) => quorum === undefined || quorum <= length, {
    error: "expected at most the number of endpoints",
    path: ["quorum"],
  })
  .refine(({ confirmations, finalityDepth }) => confirmations <= finalityDepth, {
    error: "expected at most finalityDepth",
    path: ["confirmations"],
  })
  .transform(({ quorum, ...chain }) => ({ ...chain, quorum: quorum ?? Math.floor(chain.endpoints.length / 2) + 1 }));

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
