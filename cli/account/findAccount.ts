import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { getAddress, isAddress, isKeystoreJson } from "ethers";
import { BaseError } from "../../src/errors/BaseError.ts";
import { usageError } from "../usageError.ts";
import type { Account } from "./Account.ts";

export type AccountPlaces = {
  /** Accounts of the network's node, by name. */
  readonly nodeAccounts: Readonly<Record<string, string>>;
  /** Folder of own keystores, NAME.json. */
  readonly keys: string;
  /** Folder of Foundry's keystores, NAME. */
  readonly foundry: string;
};

/**
 * The account that a name, an address or the path of a keystore means.
 * @throws BaseError `ACCOUNT_UNKNOWN`, `USAGE` for an address that cannot be right.
 */
export async function findAccount(who: string, places: AccountPlaces): Promise<Account> {
  const { nodeAccounts, keys, foundry } = places;
  if (isAddress(who)) {
    const address = getAddress(who);
    const isOfNode = Object.values(nodeAccounts).includes(address);
    if (isOfNode) return { address, name: who, source: { kind: "node" } };
    const own = (await listKeystores(places)).find((account) => account.address === address);
    return own ?? { address, name: who, source: { kind: "none" } };
  }
  if (/^0x[0-9a-f]{40}$/i.test(who)) {
    throw usageError(`The checksum of the address ${who} is wrong.`, "Copy it again: a digit or a letter was changed.");
  }
  const ofNode = Object.hasOwn(nodeAccounts, who) ? nodeAccounts[who] : undefined;
  if (ofNode !== undefined) return { address: getAddress(ofNode), name: who, source: { kind: "node" } };
  for (const path of [join(keys, `${who}.json`), join(foundry, who), who]) {
    const account = await readKeystoreAccount(path, who);
    if (account !== undefined) return account;
  }
  throw new BaseError("ACCOUNT_UNKNOWN", `There is no account called "${who}".`, {
    remedy: "See commonweights account list; make one with commonweights account new NAME.",
  });
}

/** Every keystore that can be named. */
export async function listKeystores({ keys, foundry }: AccountPlaces): Promise<Account[]> {
  const own = (await namesIn(keys)).filter((name) => name.endsWith(".json"));
  const accounts = [
    ...own.map((name) => readKeystoreAccount(join(keys, name), basename(name, ".json"))),
    ...(await namesIn(foundry)).map((name) => readKeystoreAccount(join(foundry, name), name)),
  ];
  return (await Promise.all(accounts)).filter((account) => account !== undefined);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    return [];
  }
}

/** Undefined when there is no keystore at the path. */
async function readKeystoreAccount(path: string, name: string): Promise<Account | undefined> {
  let json: string;
  try {
    json = await readFile(path, "utf8");
  } catch {
    return undefined;
  }
  if (!isKeystoreJson(json)) return undefined;
  const { address } = JSON.parse(json) as { readonly address?: unknown };
  const text = typeof address === "string" ? `0x${address.replace(/^0x/, "")}` : "";
  return { address: isAddress(text) ? getAddress(text) : undefined, name, source: { kind: "keystore", path } };
}
