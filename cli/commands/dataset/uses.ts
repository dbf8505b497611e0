import { ZeroHash } from "ethers";
import { Use } from "../../../src/market/Terms.ts";
import type { Index } from "../../../src/node/indexing/openIndex.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameOf } from "../../output/nameOf.ts";
import { shortHex } from "../../output/shortHex.ts";
import { usesIn } from "../../output/usesIn.ts";

export type UsesInput = {
  readonly dataset: bigint;
  readonly limit: number;
};

/** What somebody did with a dataset. */
type DatasetUse = {
  readonly at: number;
  readonly block: bigint;
  readonly who: string;
  /** Null: its provider trained on it. */
  readonly licenseId: bigint | null;
  /** Sum of use bits. */
  readonly use: number;
  /** 0: in no round. */
  readonly roundId: bigint;
  /** 0: on no version. */
  readonly modelVersion: number;
  /** Zero: not said. */
  readonly digest: string;
};

export async function run(context: Context, { dataset, limit }: UsesInput): Promise<Answer> {
  const { index } = await context.indexed();
  await requireRow(index, "dataset", dataset);
  const uses = [...receipts(index, dataset, limit), ...ownTraining(index, dataset, limit)]
    .sort((a, b) => Number(b.block - a.block))
    .slice(0, limit);
  const network = await context.network();
  const licenseId = uses.find((one) => one.licenseId !== null)?.licenseId;
  return {
    data: uses.map((one) => ({ ...one, useNames: usesIn(one.use) })),
    text: () =>
      formatTable(
        [
          { title: "When (UTC)", value: ({ at }) => formatTime(at) },
          { title: "Who", value: ({ who }) => nameOf(network, who) },
          { title: "License", value: (one) => (one.licenseId === null ? "own" : String(one.licenseId)), isRight: true },
          { title: "Use", value: ({ use }) => usesIn(use).join(", ") },
          { title: "Round", value: ({ roundId }) => (roundId === 0n ? "" : String(roundId)), isRight: true },
          {
            title: "Version",
            value: ({ modelVersion }) => (modelVersion === 0 ? "" : String(modelVersion)),
            isRight: true,
          },
          { title: "On", value: ({ digest }) => (digest === ZeroHash ? "" : shortHex(digest)) },
        ],
        uses,
        `Nobody recorded a use of dataset ${dataset} yet.`,
      ),
    next: [licenseId === undefined ? `dataset show ${dataset}` : `license show ${licenseId}`],
  };
}

/** What licensees recorded, or a round for them; the newest of them. */
function receipts(index: Index, datasetId: bigint, limit: number): DatasetUse[] {
  const licenses = index.rows("license", { where: { kind: "dataset", assetId: datasetId } });
  const ids = licenses.filter(({ useCount }) => useCount > 0).map(({ id }) => id);
  return chunksOf(ids).flatMap((licenseId) =>
    index.rows("licenseUse", { where: { licenseId }, orderBy: "block", descending: true, limit }),
  );
}

/** Rounds in which the provider trained on it without a license. */
function ownTraining(index: Index, datasetId: bigint, limit: number): DatasetUse[] {
  const where = { datasetId, licenseId: null };
  return index
    .rows("roundUpdate", { where, orderBy: "committedAt", descending: true, limit })
    .map(({ committedAt, block, contributor, roundId, updateDigest }) => ({
      at: committedAt,
      block,
      who: contributor,
      licenseId: null,
      use: Use.Train,
      roundId,
      modelVersion: index.row("round", { id: roundId })?.baseVersion ?? 0,
      digest: updateDigest ?? ZeroHash,
    }));
}

/** SQLite takes a limited number of values in one statement. */
function chunksOf<T>(items: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, k) => items.slice(k * size, (k + 1) * size));
}
