import { type ModelRegistry, ModelRegistry__factory } from "commonweights";
import { errorsAbi, modelRegistryAbi } from "commonweights/abi";
import { addressesOf, deployments } from "commonweights/addresses";
import { createTermsSchema, parseDocument } from "commonweights/schemas";
import { BaseError, RevertError, registerModel, updateOffer } from "commonweights/sdk";
import { id, JsonRpcProvider } from "ethers";
import { createPublicClient, decodeErrorResult, encodeErrorResult, http } from "viem";

function check(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`Not so: ${what}`);
  console.log(`- ${what}`);
}

const url = process.env.RPC_URL!;
const provider = new JsonRpcProvider(url, 31_337, { staticNetwork: true });
const addresses = addressesOf(31_337);

// An action writes, and its result is a value, not a transaction.
const signer = await provider.getSigner(0);
const client = { runner: signer, addresses };
const modelId: bigint = await registerModel(client, { cardDigest: id("card"), weightsDigest: id("weights") });
check(modelId > 0n, "an action registers a model");

// ethers, typed.
const registry: ModelRegistry = ModelRegistry__factory.connect(addresses.modelRegistry, provider);
const owner: string = await registry.ownerOf(modelId);
check(owner === (await signer.getAddress()), "a typechain factory reads its owner");

// viem, typed by the ABI alone.
const viem = createPublicClient({ transport: http(url) });
const balance: bigint = await viem.readContract({
  address: addresses.modelRegistry,
  abi: modelRegistryAbi,
  functionName: "balanceOf",
  args: [addresses.timelock],
});
check(balance === 0n, "viem reads with the ABI");
const misspelled = { address: addresses.modelRegistry, abi: modelRegistryAbi, functionName: "ownerOff" } as const;
// @ts-expect-error There is no such function, and the compiler knows.
const refused = await viem.readContract(misspelled).then(
  () => false,
  () => true,
);
check(refused, "viem refuses what the ABI does not have");

const data = encodeErrorResult({ abi: errorsAbi, errorName: "ERC721NonexistentToken", args: [7n] });
check(decodeErrorResult({ abi: errorsAbi, data }).args?.[0] === 7n, "viem decodes an error");

// A revert arrives decoded.
const terms = {
  ...parseDocument(
    createTermsSchema({ decimals: 18 }),
    { uses: ["train"], duration: "30d", currency: addresses.commonToken, price: "1.5" },
    "offer",
  ),
  kind: 1,
  assetId: modelId,
} as const;
check(terms.price === 1_500_000_000_000_000_000n, "a schema reads terms");
try {
  await updateOffer(client, { offerId: 999n, terms });
  check(false, "an offer that does not exist is refused");
} catch (error) {
  check(error instanceof RevertError && error instanceof BaseError, `a revert is decoded: ${(error as Error).name}`);
}
check(deployments[31_337].contracts.modelRegistry.blockNumber === 7, "a deployment has its blocks");
provider.destroy();
