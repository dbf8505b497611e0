import { join } from "node:path";
import { getAddress, isAddress, VoidSigner } from "ethers";
import { createAgreedClient } from "../src/chain/createAgreedClient.ts";
import { createQuorum, type Quorum } from "../src/chain/createQuorum.ts";
import type { RpcCall } from "../src/chain/Endpoint.ts";
import { openEndpoint } from "../src/chain/openEndpoint.ts";
import { ReadProvider } from "../src/chain/ReadProvider.ts";
import { readBlock } from "../src/chain/readBlock.ts";
import type { Client } from "../src/client.ts";
import { BaseError } from "../src/errors/BaseError.ts";
import { RetryableError } from "../src/errors/RetryableError.ts";
import type { Index } from "../src/node/indexing/openIndex.ts";
import type { Account } from "./account/Account.ts";
import { type AccountPlaces, findAccount } from "./account/findAccount.ts";
import { openAccount, requireAddress } from "./account/openAccount.ts";
import { askHidden, askYesNo } from "./account/prompt.ts";
import type { CliProcess } from "./CliProcess.ts";
import type { Chain, Context, Indexed } from "./Context.ts";
import { ExitCode } from "./ExitCode.ts";
import type { GlobalOptions } from "./globalOptions.ts";
import { foundryFolder, homeFolder } from "./homeFolder.ts";
import { findNetwork } from "./network/findNetwork.ts";
import { readSettings } from "./network/readSettings.ts";
import { readUrls } from "./network/readUrls.ts";
import { createProgress } from "./output/createProgress.ts";
import { unitOf } from "./output/unitOf.ts";
import { carryOut } from "./writing/carryOut.ts";

/** Longest answer of a node. The index asks for less when one is longer. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Reads for nobody in particular. */
const NOBODY = "0x0000000000000000000000000000000000000001";

/** Opens what a command works with, lazily; `close` ends whatever was opened. */
export function openContext(
  options: GlobalOptions,
  process: CliProcess,
): { readonly context: Context; readonly close: () => Promise<void> } {
  const { env, stdin, stderr } = process;
  const home = homeFolder(env);
  // A program that reads JSON reads nothing else, unless a person is asked.
  const isAsked = stdin.isTTY === true && options.yes !== true && options.dryRun !== true;
  const progress = createProgress(stderr, options.quiet === true || (options.json === true && !isAsked));
  const terminal = { input: stdin, output: stderr };
  const sent: string[] = [];
  const closers: (() => unknown)[] = [];

  const onInterrupt = () => {
    progress.clear();
    stderr.write(sent.length === 0 ? "\nInterrupted. Nothing was sent.\n" : `\nInterrupted. ${told(sent)}\n`);
    process.exit(ExitCode.Interrupted);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  const letGo = () => {
    for (const signal of signals) process.off(signal, onInterrupt);
  };
  for (const signal of signals) process.on(signal, onInterrupt);
  closers.push(letGo);

  const settings = once(() => readSettings(home));
  const network = once(async () =>
    findNetwork({
      settings: await settings(),
      name: options.network,
      endpoints: options.rpc === undefined ? undefined : await readUrls("--rpc", options.rpc),
      chainIdOf: async (url) => {
        const [chainId] = await firstAnswers(quorumOf([url]), [{ method: "eth_chainId", params: [] }]);
        return Number(BigInt(chainId as string));
      },
    }),
  );
  const chain = once(async (): Promise<Chain> => {
    const found = await network();
    const quorum = quorumOf(found.endpoints);
    const [chainId, first] = await firstAnswers(quorum, [
      { method: "eth_chainId", params: [] },
      { method: "eth_getBlockByNumber", params: ["0x0", false] },
    ]);
    if (Number(BigInt(chainId as string)) !== found.chainId) {
      throw new BaseError(
        "WRONG_CHAIN",
        `The node is of chain ${BigInt(chainId as string)}; ${found.name} is chain ${found.chainId}.`,
        { remedy: "Name the network that the node is of with --network, or another node with --rpc." },
      );
    }
    return { network: found, quorum, genesis: readBlock(first)?.hash ?? "" };
  });
  const head = once(async () => {
    const { quorum, network: found } = await chain();
    const block = readBlock(await quorum.ask("eth_getBlockByNumber", ["latest", false]));
    if (block === undefined) throw new BaseError("NODE_EMPTY", `The node of ${found.name} has no block.`);
    return block;
  });
  const places = async (): Promise<AccountPlaces> => ({
    // Keystores can be listed without a network that works.
    nodeAccounts: await network().then(
      ({ accounts }) => accounts,
      () => ({}),
    ),
    keys: join(home, "keys"),
    foundry: foundryFolder(env),
  });
  const account = once(async (): Promise<Account> => {
    const who = options.account ?? (await settings()).account;
    if (who === undefined) {
      throw new BaseError("ACCOUNT_MISSING", "Nobody is named to do this.", {
        remedy: "Name an account with --account, or for good: commonweights account use NAME",
      });
    }
    return findAccount(who, await places());
  });
  const reader = async (): Promise<string> => {
    const named = options.account ?? (await settings()).account;
    return named === undefined ? NOBODY : ((await account()).address ?? NOBODY);
  };
  const client = once(async (): Promise<Client> => {
    const { network: found, quorum } = await chain();
    const { number, hash } = await head();
    const provider = new ReadProvider({
      send: (method, params) => quorum.ask(method, params),
      chainId: BigInt(found.chainId),
      blockNumber: number,
      blockHash: hash,
    });
    await requireContracts(provider, found);
    return { runner: new VoidSigner(await reader(), provider), addresses: found.addresses };
  });
  const index = once(async (): Promise<Index> => {
    const { network: found, genesis } = await chain();
    const { openIndex } = await import("../src/node/indexing/openIndex.ts");
    const opened = await openIndex({
      folder: join(home, "index"),
      chainId: found.chainId,
      genesis,
      addresses: found.addresses,
      fromBlock: found.fromBlock,
      onNote: (text) => progress.note(text),
    });
    closers.push(() => opened.close());
    return opened;
  });
  const bring = async (): Promise<Index> => {
    const { quorum } = await chain();
    const opened = await index();
    const { syncIndex } = await import("../src/node/indexing/syncIndex.ts");
    await syncIndex({
      index: opened,
      quorum,
      onProgress: ({ block, target }) => progress.show(`Reading the chain: block ${block} of ${target}`),
    });
    progress.clear();
    return opened;
  };
  const indexed = once(async (): Promise<Indexed> => {
    // Says first what is wrong with the contracts, if something is.
    await client();
    const opened = await bring();
    const { network: found, quorum } = await chain();
    const newest = opened.head();
    if (newest === undefined) throw new BaseError("NODE_EMPTY", `The node of ${found.name} has no block.`);
    const agreed = createAgreedClient({
      quorum,
      events: opened,
      head: newest,
      chainId: BigInt(found.chainId),
      addresses: found.addresses,
      account: await reader(),
    });
    return { index: opened, client: agreed, now: newest.timestamp };
  });
  const confirm = async (question: string): Promise<boolean> => {
    if (options.yes === true) return true;
    if (stdin.isTTY !== true) {
      throw new BaseError("CONFIRMATION_NEEDED", "Nobody is at a terminal to say yes.", {
        remedy: "Look at it with --dry-run, then give --yes. Nothing was sent.",
      });
    }
    progress.clear();
    return askYesNo(question, terminal);
  };

  const context: Context = {
    options,
    home,
    env,
    settings,
    network,
    chain,
    client,
    indexed,
    now: async () => (await head()).timestamp,
    places,
    account,
    address: async () => requireAddress(await account()),
    addressOf: async (who) => {
      if (who === undefined) return requireAddress(await account());
      if (isAddress(who)) return getAddress(who);
      return requireAddress(await findAccount(who, await places()));
    },
    unitOf: async (token) => unitOf(await client(), token),
    async carryOut(deed) {
      const { network: found, quorum } = await chain();
      const reading = await client();
      const from = requireAddress(await account());
      return carryOut({
        deed,
        network: found,
        quorum,
        client: { ...reading, runner: new VoidSigner(from, reading.runner.provider) },
        from,
        options,
        progress,
        confirm,
        openSigner: async () => {
          const signer = await openAccount(await account(), {
            ...options,
            signerRpc:
              options.signerRpc === undefined ? undefined : (await readUrls("--signer-rpc", [options.signerRpc]))[0],
            node: found.endpoints[0]!,
            ask: (question) => askHidden(question, terminal),
          });
          if (signer.address === from) return signer;
          throw new BaseError("SIGNER_OF_ANOTHER", `The key is of ${signer.address}, not of ${from}.`);
        },
        onSent: (label, hash) => sent.push(`${label}:\n    ${hash}`),
        bringIndex: async () => void (await bring()),
      });
    },
    note: (text) => progress.note(text),
    askHidden: (question) => askHidden(question, terminal),
    takeProcess() {
      letGo();
      return process;
    },
    confirm,
  };
  return {
    context,
    async close() {
      progress.clear();
      for (const close of closers.reverse()) await close();
    },
  };
}

/** More than half must say the same. */
function quorumOf(endpoints: readonly string[]): Quorum {
  return createQuorum({
    endpoints: endpoints.map((url) => openEndpoint(url, { maxBytes: MOST_BYTES })),
    needed: Math.floor(endpoints.length / 2) + 1,
  });
}

/**
 * What the nodes say first of all. When there is but one, it is not the others that it disagrees with.
 * @throws RetryableError `NODE_UNREACHABLE` for one, `QUORUM_MISSED` for several.
 */
async function firstAnswers(quorum: Quorum, calls: readonly RpcCall[]): Promise<unknown[]> {
  try {
    return await quorum.askAll(calls);
  } catch (cause) {
    const [endpoint, ...others] = quorum.endpoints;
    if (!(cause instanceof RetryableError) || endpoint === undefined || others.length > 0) throw cause;
    throw new RetryableError("NODE_UNREACHABLE", `The node at ${endpoint.name} does not answer.`, {
      remedy:
        "A devnet is started in another terminal: commonweights devnet --still. Another node is named with --rpc or --network.",
      cause,
    });
  }
}

async function requireContracts(provider: ReadProvider, { name, addresses }: Chain["network"]): Promise<void> {
  if ((await provider.getCode(addresses.modelRegistry)) !== "0x") return;
  throw new BaseError("CONTRACTS_MISSING", `There are no contracts of ours on ${name} at ${addresses.modelRegistry}.`, {
    remedy:
      "A devnet deploys them when it starts; for your own deployment: commonweights net add NAME --rpc URL --addresses FILE",
  });
}

function told(sent: readonly string[]): string {
  return `Sent, and it may still be included:\n  ${sent.join("\n  ")}\nRun the command again: it does what is left.`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
