import { createConfig } from "ponder";
import { deployment } from "./src/deployment.ts";
import { genesisOf } from "./src/genesisOf.ts";
import { sources } from "./src/sources.ts";

const { name, chainId, rpc, fromBlock } = deployment;
const { DATABASE_URL, COMMONWEIGHTS_INDEX_FOLDER } = process.env;
/** The next development chain has other events at the same numbers, so it gets another folder. */
const folder = async () => COMMONWEIGHTS_INDEX_FOLDER ?? `.ponder/${chainId}-${(await genesisOf(rpc)).slice(2, 14)}`;

export default createConfig({
  database:
    DATABASE_URL === undefined
      ? { kind: "pglite", directory: await folder() }
      : { kind: "postgres", connectionString: DATABASE_URL },
  chains: { [name]: { id: chainId, rpc, pollingInterval: 500 } },
  contracts: Object.fromEntries(
    sources.map(({ contract, address, abi }) => [contract, { chain: name, address, abi, startBlock: fromBlock }]),
  ),
});
