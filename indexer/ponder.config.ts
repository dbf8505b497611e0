import { createConfig } from "ponder";
import { deployment } from "./src/deployment.ts";
import { sources } from "./src/sources.ts";

const { name, chainId, rpc, fromBlock } = deployment;
const { DATABASE_URL, COMMONWEIGHTS_INDEX_FOLDER } = process.env;

export default createConfig({
  database:
    DATABASE_URL === undefined
      ? { kind: "pglite", directory: COMMONWEIGHTS_INDEX_FOLDER ?? ".ponder/pglite" }
      : { kind: "postgres", connectionString: DATABASE_URL },
  chains: { [name]: { id: chainId, rpc, pollingInterval: 500 } },
  contracts: Object.fromEntries(
    sources.map(({ contract, address, abi }) => [contract, { chain: name, address, abi, startBlock: fromBlock }]),
  ),
});
