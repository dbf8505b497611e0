import { addressesOf } from "commonweights/addresses";
import { calldataOf, withdrawEarnings } from "commonweights/sdk";
import { JsonRpcProvider, VoidSigner } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const addresses = addressesOf((await provider.getNetwork()).chainId);
// Who will send it. No key is needed, and nothing is sent here.
const safe = new VoidSigner("0x71bE63f3384f5fb98995898A86B02Fb2426c5788", provider);

const transactions = await calldataOf({ runner: safe, addresses }, (client) =>
  withdrawEarnings(client, { licenseIds: [1n, 2n] }),
);
for (const { to, data, value } of transactions) {
  const gas = await provider.estimateGas({ from: safe.address, to, data, value });
  console.log(JSON.stringify({ to, data, value: String(value) }));
  console.log(`It would go through, with ${gas} gas.`);
}
