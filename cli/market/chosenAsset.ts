import type { Index } from "../../src/node/indexing/openIndex.ts";
import { usageError } from "../usageError.ts";
import { requireRow } from "./requireRow.ts";

export type AssetInput = {
  readonly dataset?: bigint;
  readonly model?: bigint;
};

/** The asset that was named, as the index has it; undefined when none was. */
export async function chosenAsset(
  index: Index,
  { dataset, model }: AssetInput,
): Promise<{ readonly kind: "dataset" | "model"; readonly assetId: bigint } | undefined> {
  if (dataset !== undefined && model !== undefined) throw usageError("--dataset, --model: give one of them, not both.");
  if (dataset !== undefined) return { kind: "dataset", assetId: (await requireRow(index, "dataset", dataset)).id };
  return model === undefined ? undefined : { kind: "model", assetId: (await requireRow(index, "model", model)).id };
}
