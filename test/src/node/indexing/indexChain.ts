import { fileURLToPath } from "node:url";
import { createQuorum } from "../../../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../../../src/chain/openEndpoint.ts";
import { openIndex } from "../../../../src/node/indexing/openIndex.ts";
import { syncIndex } from "../../../../src/node/indexing/syncIndex.ts";
import { SYNTHETIC_ADDRESSES } from "./syntheticEvents.ts";

/** Indexes the chain of a node into a folder, as a process that can be killed. */
async function main([url, folder]: readonly string[]): Promise<void> {
  const index = await openIndex({
    ...{
      folder: folder!,
      chainId: 1,
      genesis: "first",
      addresses: SYNTHETIC_ADDRESSES,
      fromBlock: 1,
      finalityDepth: 10,
    },
  });
  await syncIndex({ index, quorum: createQuorum({ endpoints: [openEndpoint(url!)], needed: 1 }) });
  index.close();
}

// The test runner imports every file.
if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
