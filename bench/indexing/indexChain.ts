import { statSync } from "node:fs";
import { resourceUsage } from "node:process";
import { keepHeapSmall } from "../../src/node/indexing/keepHeapSmall.ts";

/**
 * Indexes the chain of a node into a folder and prints what it took as JSON. It runs on the built package, as the command line
 * does: what compiles sources on the fly would take memory of its own.
 */
const [url, folder, addresses] = process.argv.slice(2) as [string, string, string];

/** The built module of a source; its types are the source's. */
async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../dist/esm/src/${path}.js`, import.meta.url).href)) as Module;
}

keepHeapSmall();
const { createQuorum } = await built<typeof import("../../src/chain/createQuorum.ts")>("chain/createQuorum");
const { openEndpoint } = await built<typeof import("../../src/chain/openEndpoint.ts")>("chain/openEndpoint");
const { openIndex } = await built<typeof import("../../src/node/indexing/openIndex.ts")>("node/indexing/openIndex");
const { syncIndex } = await built<typeof import("../../src/node/indexing/syncIndex.ts")>("node/indexing/syncIndex");

const quorum = createQuorum({ endpoints: [openEndpoint(url)], needed: 1 });
const index = await openIndex({
  ...{ folder, chainId: 1, genesis: "synthetic", fromBlock: 1 },
  // Written by the parent process.
  addresses: JSON.parse(addresses) as Parameters<typeof openIndex>[0]["addresses"],
});
const start = performance.now();
await syncIndex({ index, quorum });
const seconds = (performance.now() - start) / 1000;
await syncIndex({ index, quorum });
const nothingNew = (performance.now() - start) / 1000 - seconds;
const fileMegabytes = ["", "-wal"].reduce((sum, suffix) => sum + statSync(`${index.path}${suffix}`).size, 0) / 1e6;
// In kilobytes.
const megabytes = resourceUsage().maxRSS / 1000;
const proposals = index.rows("proposal").length;
index.close();
console.log(JSON.stringify({ seconds, nothingNew, megabytes, fileMegabytes, proposals }));
