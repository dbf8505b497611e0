import { addressesOf, deployments } from "../../src/addresses/index.ts";

const DEVNET = 31_337;
const DEVNET_RPC = "http://127.0.0.1:8545";

const chainId = Number(process.env.COMMONWEIGHTS_CHAIN_ID ?? DEVNET);
const addresses = addressesOf(chainId);
const { name, fromBlock } = Object.values(deployments).find((one) => one.chainId === chainId)!;
const rpc = process.env.COMMONWEIGHTS_RPC_URL ?? (chainId === DEVNET ? DEVNET_RPC : undefined);
if (rpc === undefined) throw new Error(`COMMONWEIGHTS_RPC_URL must name a node of chain ${chainId}.`);

/** Which deployment is indexed, and through which node: COMMONWEIGHTS_CHAIN_ID and COMMONWEIGHTS_RPC_URL; a devnet without them. */
export const deployment = { name, chainId, rpc, fromBlock, addresses } as const;
