import type { History } from "./liveHistory.ts";
import type { Devnet } from "./openDevnet.ts";

/** What a still devnet is good for, in lines of at most 80 columns. */
export function describeStill({ node, chainId, world, folder }: Omit<Devnet, "history">, history: History): string {
  const { datasetId, licenseId, roundIds, openRoundId, candidate, proposed } = history;
  const { modelId, version, liveVersion } = candidate;
  const settled = roundIds.join(", ");
  const who: readonly (readonly [string, string])[] = [
    ["alice", `provides dataset ${datasetId}, and has earnings to withdraw`],
    ["bob", `holds license ${licenseId} on it, and has stake to release`],
    ["carol", "holds 2,500,000 COMMON and has not delegated their votes"],
    ["member-1 .. 3", "have 2,500,000 votes each, and a proposal to vote on:"],
    ["", `version ${proposed.version} of model ${proposed.modelId}`],
    ["contributor-1", `has rewards to claim in rounds ${settled}`],
    [`oracle-1 .. ${world.oracles.length}`, `have fees to claim in rounds ${settled}`],
    ["sponsor", `owns the models, and opened round ${openRoundId}`],
  ];
  const width = Math.max(...who.map(([name]) => name.length));
  return [
    `A chain on this machine, with a past: ${node.url} (chain ${chainId})`,
    "It stands still: a transaction takes a second, and time passes when you say so.",
    "",
    "Who there is, for --account:",
    ...who.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`),
    `Model ${modelId}: version ${liveVersion} is live; ${version} may follow, 1 may come back.`,
    "",
    "Try in another terminal:",
    `  commonweights model show ${modelId}`,
    "  commonweights rewards claim --account contributor-1",
    "  commonweights devnet advance 2d",
    `Files: ${folder}`,
    "Ctrl-C ends it, and nothing is kept.",
    "",
  ].join("\n");
}
