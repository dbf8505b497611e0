import { licenseMarketAbi, modelRegistryAbi } from "commonweights/abi";
import { addressesOf, deployments } from "commonweights/addresses";
import { createPublicClient, formatEther, http } from "viem";

// No ethers here: the ABIs are constants, from which viem knows every name and type.
const client = createPublicClient({ transport: http(process.env.RPC_URL ?? "http://127.0.0.1:8545") });
const chainId = await client.getChainId();
const { modelRegistry, licenseMarket } = addressesOf(chainId);

const modelId = 1n;
const models = { address: modelRegistry, abi: modelRegistryAbi } as const;
const live = await client.readContract({ ...models, functionName: "liveVersionOf", args: [modelId] });
const version = await client.readContract({ ...models, functionName: "versionOf", args: [modelId, live] });
console.log(`Model ${modelId}: version ${live} came from round ${version.roundId}.`);

const offers = await client.getContractEvents({
  address: licenseMarket,
  abi: licenseMarketAbi,
  eventName: "OfferCreated",
  fromBlock: BigInt(deployments[31337].fromBlock),
  strict: true,
});
for (const { args } of offers) {
  console.log(`Offer ${args.offerId}: dataset ${args.assetId} for ${formatEther(args.terms.price)} COMMON.`);
}
