import { getAddress, toBeHex } from "ethers";
import { deploymentNames } from "../../../rocketh/readAddresses.ts";

/** Some address for each contract. */
export const exampleAddresses = Object.fromEntries(
  Object.keys(deploymentNames).map((name, i) => [name, getAddress(toBeHex(0xa000 + i, 20))]),
);

/** The least that a configuration may say. */
export const exampleConfig = {
  chain: {
    endpoints: ["http://127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3"],
    chainId: 31337,
    addresses: exampleAddresses,
    fromBlock: 7,
  },
  signer: { kind: "keystore", keystore: "key.json", passphraseFile: "passphrase" },
  fees: { maxFeePerGasGwei: 30, maxPriorityFeePerGasGwei: 0.5 },
  storage: [{ kind: "folder", path: "storage" }],
  stateFolder: "state",
};
