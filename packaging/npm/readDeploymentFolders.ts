import { readdir, readFile } from "node:fs/promises";
import type { DeploymentFolder } from "./addressesModule.ts";

/** Folders that `npm run deploy` writes for chains that are gone tomorrow. */
const PASSING = new Set(["localhost", "default", "memory"]);

type DeploymentFile = {
  readonly address: string;
  readonly blockNumber?: number;
  readonly receipt?: { readonly blockNumber: string | number };
};

/** Reads every folder of `deployments/` that is kept, as the deploy scripts or `writeDevnet` wrote it. */
export async function readDeploymentFolders(deployments: URL): Promise<DeploymentFolder[]> {
  const entries = await readdir(deployments, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory() && !PASSING.has(entry.name)).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readFolder(name, new URL(`${name}/`, deployments))));
}

async function readFolder(name: string, folder: URL): Promise<DeploymentFolder> {
  const { chainId } = (await readJson(new URL(".chain", folder))) as { readonly chainId: string };
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json") && !file.startsWith(".")).sort();
  const contracts = await Promise.all(
    files.map(async (file) => {
      const { address, blockNumber, receipt } = (await readJson(new URL(file, folder))) as DeploymentFile;
      const block = Number(blockNumber ?? receipt?.blockNumber ?? 0);
      return [file.replace(/\.json$/, ""), { address, blockNumber: block }] as const;
    }),
  );
  return { name, chainId: Number(chainId), contracts: new Map(contracts) };
}

async function readJson(path: URL): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
