import { getAddress } from "ethers";
import type { RecordedDeployment } from "./recordDeployment.ts";

/** The files of `deployments/devnet/` by name. */
export function devnetFiles({ contracts }: RecordedDeployment, chainId: number): Map<string, string> {
  const files = new Map([[".chain", `${JSON.stringify({ chainId: String(chainId) })}\n`]]);
  for (const [name, { address, blockNumber, abi }] of contracts) {
    const entries = abi.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
    const head = `  "address": "${getAddress(address)}",\n  "blockNumber": ${blockNumber},\n`;
    files.set(`${name}.json`, `{\n${head}  "abi": [\n${entries}\n  ]\n}\n`);
  }
  return files;
}
