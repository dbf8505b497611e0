import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { addressesOf } from "commonweights/addresses";
import { ContractFactory, Interface, JsonRpcProvider } from "ethers";
import solc from "solc";

const input = {
  language: "Solidity",
  sources: { "Shop.sol": { content: readFileSync("Shop.sol", "utf8") } },
  settings: { evmVersion: "cancun", viaIR: true, outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
};
// Where Hardhat and Foundry find a package, too.
const find = (path) => ({ contents: readFileSync(`node_modules/${path}`, "utf8") });
const { errors = [], contracts } = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
deepStrictEqual(
  errors.filter(({ severity }) => severity === "error").map(({ formattedMessage }) => formattedMessage),
  [],
);
const { abi, evm } = contracts["Shop.sol"].Shop;

const provider = new JsonRpcProvider(process.env.RPC_URL, 31_337, { staticNetwork: true });
const { licenseMarket, modelRegistry, commonToken } = addressesOf(31_337);
const factory = new ContractFactory(abi, evm.bytecode.object, await provider.getSigner(0));
const shop = await factory.deploy(licenseMarket, modelRegistry, commonToken);
await shop.waitForDeployment();
strictEqual(await shop.symbol(), "COMMON");
const refused = await shop.enter(1).catch((error) => error);
strictEqual(new Interface(abi).parseError(refused.data).name, "LicenseGateNotValid");
provider.destroy();
console.log("- a contract inherits the gate, deploys, and refuses without a license");
