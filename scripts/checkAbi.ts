import { readChangesets, readSnapshot } from "../packaging/npm/abiFiles.ts";
import { checkAbi } from "../packaging/npm/checkAbi.ts";
import { readAbis } from "../packaging/npm/readAbis.ts";
import { snapshotOf } from "../packaging/npm/snapshotOf.ts";
import { BaseError } from "../src/errors/BaseError.ts";

const root = new URL("../", import.meta.url);
const changesets = [...(await readChangesets(root)).values()];
try {
  const current = snapshotOf(await readAbis(root));
  const changes = checkAbi({ released: await readSnapshot(root), current, changesets });
  for (const { needs, description } of changes) console.log(`${needs}: ${description}`);
  console.log(`${changes.length} changes of the ABIs since the last release, all declared`);
} catch (error) {
  if (!(error instanceof BaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
