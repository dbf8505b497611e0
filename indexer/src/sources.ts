import type { Abi } from "abitype";
import * as abis from "../../src/abi/index.ts";
import { indexedContracts } from "../../src/indexing/indexedContracts.ts";
import { deployment } from "./deployment.ts";

/** The contracts that are indexed, each with the events of its ABI. */
export const sources = indexedContracts.map((contract) => {
  const abi: Abi = abis[`${contract === "timelock" ? "timelockController" : contract}Abi`];
  return {
    contract,
    address: deployment.addresses[contract],
    abi,
    events: abi.flatMap((entry) => (entry.type === "event" ? [entry.name] : [])),
  };
});
