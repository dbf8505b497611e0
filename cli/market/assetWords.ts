import { AssetKind } from "../../src/market/Terms.ts";

/** The word for a kind of asset, as the index has it. */
export function kindWord(kind: AssetKind): "dataset" | "model" {
  return kind === AssetKind.Dataset ? "dataset" : "model";
}

/** What a license is for, in words: "dataset 3". */
export function assetWords({ kind, assetId }: { readonly kind: string; readonly assetId: bigint }): string {
  return `${kind} ${assetId}`;
}
