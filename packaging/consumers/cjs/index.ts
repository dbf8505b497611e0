import { strictEqual } from "node:assert";
import { LicenseMarket__factory } from "commonweights";
import { licenseMarketAbi } from "commonweights/abi";
import { addressesOf } from "commonweights/addresses";
import { parseDocument, usesSchema } from "commonweights/schemas";
import { cidOf, isLicenseValid, Use } from "commonweights/sdk";
import { Interface, JsonRpcProvider, ZeroAddress } from "ethers";

async function main(): Promise<void> {
  const provider = new JsonRpcProvider(process.env.RPC_URL, 31_337, { staticNetwork: true });
  const addresses = addressesOf(31_337n);
  const market = LicenseMarket__factory.connect(addresses.licenseMarket, provider);
  const isValid: boolean = await market.isLicenseValid(1n, ZeroAddress, Use.Train, 1n);
  strictEqual(isValid, false);
  const question = { licenseId: 1n, who: ZeroAddress, use: Use.Train, timestamp: 1n };
  strictEqual(await isLicenseValid({ runner: provider, addresses }, question), false);
  strictEqual(new Interface(licenseMarketAbi).hasFunction("isLicenseValid"), true);
  strictEqual(parseDocument(usesSchema, ["train", "infer"], "uses"), Use.Train | Use.Infer);
  strictEqual(cidOf(`0x${"00".repeat(32)}`).startsWith("baf"), true);
  provider.destroy();
  console.log("- reads with factory, action, ABI and schema");
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
