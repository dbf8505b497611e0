import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelRegistry__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { cidOf, decodeSafetensors } from "commonweights/sdk";
import { JsonRpcProvider, sha256 } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const models = ModelRegistry__factory.connect(addresses.modelRegistry, provider);

const modelId = 1n;
const version = await models.liveVersionOf(modelId);
const { weightsDigest } = await models.versionOf(modelId, version);

// A file is named by its CID, which follows from the digest. Fetch it from anywhere: a folder, a gateway, a friend.
const folder = process.env.STORE ?? "devnet/store";
const bytes = await readFile(join(folder, cidOf(weightsDigest)));
if (sha256(bytes) !== weightsDigest) throw new Error(`These are not the weights of version ${version}.`);

const { tensors } = decodeSafetensors(bytes);
for (const [name, { shape }] of tensors) console.log(`${name}: ${shape.join(" × ")}`);
console.log(`Version ${version} of model ${modelId} is live, and these are its weights: ${weightsDigest}`);
