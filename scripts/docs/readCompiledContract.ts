import { readFile } from "node:fs/promises";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { CompiledContract } from "./CompiledContract.ts";

type Artifact = { readonly inputSourceName: string; readonly buildInfoId: string };
type BuildInput = { readonly input: { readonly sources: Readonly<Record<string, { readonly content: string }>> } };
type BuildOutput = {
  readonly output: {
    readonly contracts: CompiledContract["outputs"];
    readonly sources: CompiledContract["sources"];
  };
};

const root = new URL("../../", import.meta.url);
// Dozens of megabytes, and most contracts share one.
const builds = new Map<string, Promise<[BuildInput, BuildOutput]>>();

/**
 * Reads what the last build says about the contract of a file, like "contracts/market/LicenseMarket.sol".
 * @throws BaseError `NOT_BUILT` when there is no artifact of it.
 */
export async function readCompiledContract(path: string): Promise<CompiledContract> {
  const name = path.slice(path.lastIndexOf("/") + 1, -".sol".length);
  const artifact = await readJson<Artifact>(`artifacts/${path}/${name}.json`).catch((cause) => {
    throw new BaseError("NOT_BUILT", `There is no artifact of ${path}.`, { remedy: "Run npm run build.", cause });
  });
  const { buildInfoId, inputSourceName } = artifact;
  const reading =
    builds.get(buildInfoId) ??
    Promise.all([
      readJson<BuildInput>(`artifacts/build-info/${buildInfoId}.json`),
      readJson<BuildOutput>(`artifacts/build-info/${buildInfoId}.output.json`),
    ]);
  builds.set(buildInfoId, reading);
  const [{ input }, { output }] = await reading;
  return {
    name,
    source: inputSourceName,
    outputs: output.contracts,
    sources: output.sources,
    texts: Object.fromEntries(Object.entries(input.sources).map(([file, { content }]) => [file, content])),
  };
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(new URL(path, root), "utf8")) as T;
}
