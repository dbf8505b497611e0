/** What a license is for, in words: "dataset 3". */
export function assetWords({ kind, assetId }: { readonly kind: string; readonly assetId: bigint }): string {
  return `${kind} ${assetId}`;
}
