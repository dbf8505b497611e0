import { readFileSync } from "node:fs";
import { Contract, ContractFactory, type InterfaceAbi, type Signer } from "ethers";

const packages = new URL("../../node_modules/", import.meta.url);

/** Deploys published bytecode from a package of `bench/package.json`; `path` has no `.json`. */
export async function deployPeer(signer: Signer, path: string, ...args: unknown[]): Promise<Contract> {
  const { abi, bytecode } = readArtifact(path);
  const deployed = await new ContractFactory(abi, bytecode, signer).deploy(...args);
  return new Contract(await deployed.getAddress(), abi, signer);
}

/** A contract at `address` with the interface of a package's artifact. */
export function peerAt(signer: Signer, path: string, address: string): Contract {
  return new Contract(address, readArtifact(path).abi, signer);
}

function readArtifact(path: string): { abi: InterfaceAbi; bytecode: string } {
  return JSON.parse(readFileSync(new URL(`${path}.json`, packages), "utf8"));
}
