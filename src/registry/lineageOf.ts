import { IModelRegistry__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

export type LineageOfParameters = {
  readonly modelId: bigint;
  readonly version: number;
};

/** Reads the ancestors of a version: its parent first, version 1 last; none for version 1. */
export async function lineageOf(client: Client, { modelId, version }: LineageOfParameters): Promise<number[]> {
  const registry = IModelRegistry__factory.connect(client.addresses.modelRegistry, client.runner);
  return (await read(registry.lineageOf(modelId, version))).map(Number);
}
