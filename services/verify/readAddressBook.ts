import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isAddress } from "ethers";
import { deploymentNames, readAddresses } from "../../rocketh/readAddresses.ts";
import type { Addresses } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";

/**
 * The addresses of a deployment.
 * @param where A JSON file with the fields of `Addresses`, or the name of a folder in deployments/ as `npm run deploy` writes it.
 * @throws BaseError `ADDRESSES_UNREADABLE` naming the file.
 */
export async function readAddressBook(where: string): Promise<Addresses> {
  const addresses = new Map<string, { readonly address: string }>();
  const isFile = where.endsWith(".json");
  const file = isFile ? await readJson(where) : {};
  for (const [key, name] of Object.entries(deploymentNames)) {
    const path = isFile ? where : join("deployments", where, `${name}.json`);
    const address = isFile ? file[key] : (await readJson(path)).address;
    if (!isAddress(address)) throw unreadable(`${path} holds no address of ${name}.`);
    addresses.set(name, { address });
  }
  return readAddresses({ get: (name) => addresses.get(name)! });
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  } catch (cause) {
    throw unreadable(`${path} is not there or not JSON.`, cause);
  }
}

function unreadable(message: string, cause?: unknown): BaseError {
  return new BaseError("ADDRESSES_UNREADABLE", message, {
    remedy: "Give --addresses a JSON file with every field of Addresses, or a folder name in deployments/.",
    cause,
  });
}
