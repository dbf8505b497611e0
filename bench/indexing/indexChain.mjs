import { statSync } from "node:fs";
import { resourceUsage } from "node:process";
import { createQuorum } from "../../dist/esm/src/chain/createQuorum.js";
import { openEndpoint } from "../../dist/esm/src/chain/openEndpoint.js";
import { openIndex } from "../../dist/esm/src/node/indexing/openIndex.js";
import { syncIndex } from "../../dist/esm/src/node/indexing/syncIndex.js";

/**
 * Indexes the chain of a node into a folder and prints what it took as JSON. It is JavaScript on the built package, as the
 * command line is: what compiles sources on the fly takes memory of its own.
 */
const [url, folder, addresses] = process.argv.slice(2);
const quorum = createQuorum({ endpoints: [openEndpoint(url)], needed: 1 });
const index = await openIndex({
  ...{ folder, chainId: 1, genesis: "synthetic", fromBlock: 1 },
  addresses: JSON.parse(addresses),
});
const start = performance.now();
await syncIndex({ index, quorum });
const seconds = (performance.now() - start) / 1000;
await syncIndex({ index, quorum });
const nothingNew = (performance.now() - start) / 1000 - seconds;
const fileMegabytes = ["", "-wal"].reduce((sum, suffix) => sum + statSync(`${index.path}${suffix}`).size, 0) / 1e6;
// In kilobytes.
const megabytes = resourceUsage().maxRSS / 1000;
index.close();
console.log(JSON.stringify({ seconds, nothingNew, megabytes, fileMegabytes }));
