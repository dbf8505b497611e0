const { strictEqual, throws } = require("node:assert");
const { CommonToken__factory } = require("commonweights");
const { commonTokenAbi } = require("commonweights/abi");
const { addressesOf } = require("commonweights/addresses");
const deployed = require("commonweights/deployments/devnet/CommonToken.json");
const { addressesSchema } = require("commonweights/schemas");
const { BaseError, RevertError } = require("commonweights/sdk");
const { Interface, JsonRpcProvider } = require("ethers");

async function main() {
  const addresses = addressesOf(31_337);
  strictEqual(deployed.address, addresses.commonToken);
  strictEqual(addressesSchema.parse(addresses).staking, addresses.staking);
  throws(() => addressesOf(5), { code: "UNKNOWN_CHAIN" });
  strictEqual(RevertError.prototype instanceof BaseError, true);
  const provider = new JsonRpcProvider(process.env.RPC_URL, 31_337, { staticNetwork: true });
  strictEqual(await CommonToken__factory.connect(addresses.commonToken, provider).symbol(), "COMMON");
  strictEqual(new Interface(commonTokenAbi).getFunction("symbol").selector, "0x95d89b41");
  provider.destroy();
  console.log("- require reads and refuses");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
