import type { Row } from "../../src/indexing/tables.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";

/** The licenses on everything that an account owns now, whoever sold them: what they earn is the owner's. */
export async function licensesSoldBy(
  index: Index,
  owner: string,
  where: Partial<Pick<Row<"license">, "kind" | "assetId" | "holder">> = {},
): Promise<readonly Row<"license">[]> {
  const [datasets, models] = await Promise.all([
    index.rows("dataset", { where: { provider: owner }, orderBy: "id" }),
    index.rows("model", { where: { owner }, orderBy: "id" }),
  ]);
  const assets = [
    ...datasets.map(({ id }) => ({ kind: "dataset", assetId: id })),
    ...models.map(({ id }) => ({ kind: "model", assetId: id })),
  ].filter(({ kind, assetId }) => kind === (where.kind ?? kind) && assetId === (where.assetId ?? assetId));
  const found = await Promise.all(
    assets.map((asset) => index.rows("license", { where: { ...where, ...asset }, orderBy: "id" })),
  );
  return found.flat();
}
