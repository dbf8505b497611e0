import { devAccounts } from "./devAccounts.ts";
import type { History } from "./liveHistory.ts";
import type { Devnet } from "./openDevnet.ts";

/** What a still devnet is, for programs: one line of JSON, with identifiers as decimal strings. */
export function stillToJson({ node, chainId, folder, world }: Omit<Devnet, "history">, history: History): string {
  const { addresses, fromBlock } = world.deployment;
  const document = { node: node.url, chainId, folder, fromBlock, addresses, accounts: devAccounts, history };
  return `${JSON.stringify(document, (_, value) => (typeof value === "bigint" ? String(value) : value))}\n`;
}
