import { readFile } from "node:fs/promises";
import { permissions, type RoleName, roleHolders } from "../../rocketh/permissions.ts";
import { contractPage } from "./contractPage.ts";
import { describeContract } from "./describeContract.ts";
import { readCompiledContract } from "./readCompiledContract.ts";

/** The contracts that users meet, in the order in which the index lists them. */
const PATHS = [
  "contracts/token/CommonToken.sol",
  "contracts/staking/Staking.sol",
  "contracts/governance/VotingPower.sol",
  "contracts/governance/ModelGovernor.sol",
  "contracts/registry/DatasetRegistry.sol",
  "contracts/registry/ModelRegistry.sol",
  "contracts/market/LicenseMarket.sol",
  "contracts/training/TrainingRounds.sol",
  "contracts/training/SealedUpdates.sol",
  "contracts/scoring/ScoreBoard.sol",
  "contracts/rewards/RewardPool.sol",
  "contracts/examples/LicenseGate.sol",
  "contracts/examples/LicenseGated.sol",
];

const root = new URL("../../", import.meta.url);

/** Writes the reference of the contracts from the last build: text by file name in docs/reference/. */
export async function contractPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const lines: string[] = [];
  for (const path of PATHS) {
    const docs = describeContract(await readCompiledContract(path));
    const text = await readFile(new URL(`docs/contracts/${docs.name}.md`, root), "utf8").catch(() => undefined);
    const manual = text === undefined ? undefined : { path: `../contracts/${docs.name}.md`, text };
    pages.set(`${docs.name}.md`, contractPage(docs, { manual, callerOf: (name) => callerOf(docs.name, name) }));
    lines.push(`- [${docs.name}](${docs.name}.md): ${docs.texts[0]?.replaceAll(/[{}]/g, "`") ?? ""}`);
  }
  const intro =
    "Every function, event and error that users meet, with selectors; generated from NatSpec. Flows, state and reasons are in the hand-written pages, to which each page links.";
  const notes =
    "A restricted function is for holders of a role of the `AccessManager`; the timelock is its only admin. An ABI has the same members: `commonweights/abi`.";
  pages.set("README.md", `# Reference of the contracts\n\n${intro}\n\n${lines.join("\n")}\n\n${notes}\n`);
  return pages;
}

/** Restricted functions that no role has stay with the admin. */
function callerOf(contract: string, functionName: string): string {
  const roles = Object.entries(permissions[contract] ?? {}) as [RoleName, readonly string[]][];
  const role = roles.find(([, names]) => names.includes(functionName))?.[0] ?? "ADMIN";
  const holders = roleHolders[role];
  return `${role}, held by ${holders.length === 0 ? "nobody until governance grants it" : holders.join(", ")}`;
}
