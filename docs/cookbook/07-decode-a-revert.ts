import { LicenseMarket__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { decodeRevert, RevertError, revokeLicense } from "commonweights/sdk";
import { id, isCallException, JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const carol = await provider.getSigner("0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const market = LicenseMarket__factory.connect(addresses.licenseMarket, carol);

// An action throws what the contract said already decoded: name, values, and what can be done.
try {
  await revokeLicense({ runner: carol, addresses }, { licenseId: 2n, reasonDigest: id("none") });
} catch (error) {
  if (!(error instanceof RevertError)) throw error;
  console.log(error.errorName, error.args);
  console.log(error.message);
}

// Bytes from anywhere else, of any contract of the deployment, are decoded the same way.
try {
  await market.withdrawCredit.staticCall(addresses.commonToken);
} catch (error) {
  if (!isCallException(error) || error.data == null) throw error;
  console.log(error.data);
  console.log(decodeRevert(error.data).message);
}
