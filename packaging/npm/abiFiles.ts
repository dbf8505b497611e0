import { readdir, readFile, writeFile } from "node:fs/promises";
import { readAbis } from "./readAbis.ts";
import { type AbiSnapshot, snapshotOf } from "./snapshotOf.ts";

const SNAPSHOT = "packaging/abi.snapshot.json";
const CHANGESETS = ".changeset/";

/** The snapshot of the last release. */
export async function readSnapshot(root: URL): Promise<AbiSnapshot> {
  return JSON.parse(await readFile(new URL(SNAPSHOT, root), "utf8")) as AbiSnapshot;
}

/** Makes what the contracts are now the snapshot. Needs the artifacts of the build. */
export async function writeSnapshot(root: URL): Promise<void> {
  const snapshot = snapshotOf(await readAbis(root));
  await writeFile(new URL(SNAPSHOT, root), `${JSON.stringify(snapshot, undefined, 2)}\n`);
}

/** The changesets that no release has taken up, by the URL of their file. */
export async function readChangesets(root: URL): Promise<Map<string, string>> {
  const folder = new URL(CHANGESETS, root);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".md") && name !== "README.md");
  const files = names.map((name) => new URL(name, folder));
  return new Map(await Promise.all(files.map(async (file) => [file.href, await readFile(file, "utf8")] as const)));
}
