import { readFile, stat } from "node:fs/promises";
import { ReadProvider } from "../../src/chain/ReadProvider.ts";
import { sendOverHttp } from "../../src/chain/sendOverHttp.ts";
import type { Addresses, Client } from "../../src/client.ts";
import { BaseError } from "../../src/errors/BaseError.ts";
import { openFolderStore } from "../../src/node/openFolderStore.ts";
import type { ContentStore } from "../../src/storage/ContentStore.ts";
import { readArchive } from "../../src/verification/readArchive.ts";
import { replayReads } from "../../src/verification/replayReads.ts";
import type { SourceOptions } from "./parseOptions.ts";
import { readAddressBook } from "./readAddressBook.ts";

/** A chain as of one block, and the files beside it. */
export type Source = { readonly client: Client; readonly store: ContentStore };

/**
 * Opens where rounds are read from: an endpoint, or an archive of its reads.
 * @throws BaseError for what is not there, saying who makes it. @throws RetryableError when the endpoint does not answer.
 */
export async function openSource(options: SourceOptions): Promise<Source> {
  await requireThere(options.storage, "folder", "Name it with --storage; npm run demo writes report/storage.");
  const store = await openFolderStore(options.storage);
  const client =
    options.rpc === undefined
      ? await openArchive(options.archive)
      : await openEndpoint(options.rpc, await readAddressBook(options.addresses ?? ""));
  return { client, store };
}

async function openArchive(path: string): Promise<Client> {
  const remedy = "Run npm run demo, which writes one, or read a chain with --rpc URL --addresses WHERE.";
  await requireThere(path, "file", remedy);
  const archive = readArchive(await readFile(path, "utf8"));
  const { chainId, blockNumber, addresses } = archive;
  return {
    runner: new ReadProvider({ send: replayReads(archive), chainId: BigInt(chainId), blockNumber }),
    addresses,
  };
}

async function openEndpoint(url: string, addresses: Addresses): Promise<Client> {
  const send = sendOverHttp(url);
  const chainId = BigInt((await send("eth_chainId", [])) as string);
  const blockNumber = Number((await send("eth_blockNumber", [])) as string);
  return { runner: new ReadProvider({ send, chainId, blockNumber }), addresses };
}

async function requireThere(path: string, what: "file" | "folder", remedy: string): Promise<void> {
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(path);
  } catch (cause) {
    throw new BaseError("FILE_MISSING", `There is no ${what} at ${path}.`, { remedy, cause });
  }
  if (what === "folder" ? !found.isDirectory() : !found.isFile()) {
    throw new BaseError("FILE_MISSING", `${path} is not a ${what}.`, { remedy });
  }
}
