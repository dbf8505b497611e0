import { readAddressBook } from "../../../services/verify/readAddressBook.ts";
import { deployments } from "../../../src/addresses/index.ts";
import { createQuorum } from "../../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../../src/chain/openEndpoint.ts";
import { BaseError } from "../../../src/errors/BaseError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { DEVNET } from "../../network/findNetwork.ts";
import { hostsOf } from "../../network/hostsOf.ts";
import { readUrls } from "../../network/readUrls.ts";
import { writeSettings } from "../../network/writeSettings.ts";
import { usageError } from "../../usageError.ts";

export type AddInput = {
  readonly name: string;
  readonly rpc: readonly string[];
  readonly addresses?: string;
  readonly fromBlock?: number;
};

export async function run(context: Context, { name, rpc, addresses, fromBlock }: AddInput): Promise<Answer> {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) {
    throw usageError(`A network's name has small letters, digits and dashes, not "${name}".`);
  }
  const endpoints = await readUrls("--rpc", rpc);
  const quorum = createQuorum({ endpoints: endpoints.map((url) => openEndpoint(url)), needed: endpoints.length });
  const chainId = Number(BigInt((await quorum.ask("eth_chainId", [])) as string));
  const known = Object.values(deployments).find((deployment) => deployment.chainId === chainId);
  if (name === DEVNET && chainId !== known?.chainId) throw usageError(`"${DEVNET}" is the name of chain 31337.`);
  if (known === undefined && addresses === undefined) {
    throw new BaseError("NETWORK_UNKNOWN", `No deployment on chain ${chainId} is known.`, {
      remedy: "Give its addresses with --addresses FILE, and --from-block.",
    });
  }
  const settings = await context.settings();
  const book = addresses === undefined ? undefined : await readAddressBook(addresses);
  const saved = { chainId, endpoints, ...(book === undefined ? {} : { addresses: book, fromBlock: fromBlock ?? 0 }) };
  await writeSettings(context.home, { ...settings, networks: { ...settings.networks, [name]: saved } });
  return {
    data: { name, chainId, nodes: hostsOf(endpoints) },
    text: () => `${name} is chain ${chainId}.`,
    next: [`net use ${name}`, `doctor --network ${name}`],
  };
}
