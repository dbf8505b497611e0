import { createQuorum } from "../../src/chain/createQuorum.ts";
import { openEndpoint } from "../../src/chain/openEndpoint.ts";
import type { BaseConfig } from "../operation/baseConfigSchema.ts";
import { checkChain } from "./checkChain.ts";

/** What can be known before a service runs: that enough nodes answer, on the right chain, with the right contracts. */
export async function checkService({ chain }: BaseConfig): Promise<void> {
  const { endpoints, quorum: needed, chainId, addresses, codeHashes } = chain;
  const quorum = createQuorum({ endpoints: endpoints.map((url) => openEndpoint(url)), needed });
  await checkChain({ quorum, chainId, addresses, codeHashes });
}
