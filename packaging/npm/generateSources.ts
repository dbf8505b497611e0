import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { abiModules } from "./abiModules.ts";
import { addressesModule } from "./addressesModule.ts";
import { devnetFiles } from "./devnetFiles.ts";
import { readAbis } from "./readAbis.ts";
import { readDeploymentFolders } from "./readDeploymentFolders.ts";
import { recordDeployment } from "./recordDeployment.ts";

const DEVNET_CHAIN_ID = 31_337;

/**
 * Writes what is generated from the contracts and committed: `src/abi/`, `deployments/devnet/`, the devnet's transactions
 * and `src/addresses/deployments.ts`. The same contracts give the same bytes. Needs the artifacts of the build.
 */
export async function generateSources(root: URL): Promise<void> {
  await writeFolder(new URL("src/abi/", root), abiModules(await readAbis(root)));
  const recorded = await recordDeployment();
  await writeFolder(new URL("deployments/devnet/", root), devnetFiles(recorded, DEVNET_CHAIN_ID));
  const lines = recorded.transactions.map((transaction) => JSON.stringify(transaction));
  await writeChanged(new URL("services/devnet/transactions.json", root), `[\n${lines.join(",\n")}\n]\n`);
  const folders = await readDeploymentFolders(new URL("deployments/", root));
  await writeChanged(new URL("src/addresses/deployments.ts", root), addressesModule(folders));
}

/** Makes the folder hold these files and no others. */
async function writeFolder(folder: URL, files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (!files.has(name)) await rm(new URL(name, folder));
  for (const [name, text] of files) await writeChanged(new URL(name, folder), text);
}

/** Leaves a file alone that is as it should be, so that what watches files stays calm. */
async function writeChanged(file: URL, text: string): Promise<void> {
  const old = await readFile(file, "utf8").catch(() => undefined);
  if (old !== text) await writeFile(file, text);
}
