import type { Client } from "../../src/client.ts";
import type { Row } from "../../src/indexing/tables.ts";
import { type Version, versionOf } from "../../src/registry/versionOf.ts";
import { type Ancestor, readProvenance } from "../model/readProvenance.ts";
import { versionStatusWords } from "../model/versionStatusWords.ts";
import { formatTable } from "../output/formatTable.ts";
import { formatTime } from "../output/formatTime.ts";

/** Two versions side by side: the one that would go and the one that would come. */
export type VersionChange = {
  readonly from: Version;
  readonly to: Version;
  /** Of the one that would come, its own round first. */
  readonly provenance: readonly Ancestor[];
};

/** Reads what a typed proposal would change; undefined for other proposals, and when there are no such versions. */
export async function readVersionChange(
  client: Client,
  { modelId, fromVersion, toVersion }: Row<"proposal">,
): Promise<VersionChange | undefined> {
  if (modelId === null || fromVersion === null || toVersion === null) return undefined;
  try {
    const [from, to] = await Promise.all([
      versionOf(client, { modelId, version: fromVersion }),
      versionOf(client, { modelId, version: toVersion }),
    ]);
    return { from, to, provenance: await readProvenance(client, to) };
  } catch {
    // Nothing about the versions was checked when it was proposed.
    return undefined;
  }
}

/** The change as a table, and what is to be known about the data. */
export function versionChangeLines({ from, to, provenance }: VersionChange): string[] {
  const rows: [string, (version: Version) => string][] = [
    ["Status", ({ status }) => versionStatusWords[status]],
    ["Made by", ({ roundId }) => (roundId === undefined ? "its owner" : `round ${roundId}`)],
    ["Trained from", ({ parent }) => (parent === undefined ? "nothing" : `version ${parent}`)],
    ["Since", ({ createdAt }) => `${formatTime(createdAt)} UTC`],
  ];
  const table = formatTable(
    [
      { title: "", value: ([label]) => label },
      { title: `Version ${from.version}`, value: ([, value]) => value(from) },
      { title: `Version ${to.version}`, value: ([, value]) => value(to) },
    ],
    rows,
    "",
  );
  return [
    ...table.split("\n"),
    `Weights ${from.version}: ${from.weightsDigest}`,
    `Weights ${to.version}: ${to.weightsDigest}`,
    ...dataLines(to, provenance),
  ];
}

function dataLines({ version }: Version, [own]: readonly Ancestor[]): string[] {
  if (own === undefined || own.roundId === undefined) return [];
  const used = own.datasets.map(({ datasetId }) => String(datasetId));
  const withdrawn = own.datasets.filter(({ consentWithdrawnAt }) => consentWithdrawnAt !== null);
  const lines = [`Version ${version} was trained on the datasets ${used.join(", ")}, each with the right to.`];
  if (own.isLawful === false) lines[0] = `The provenance of version ${version} is contested: it cannot be promoted.`;
  if (withdrawn.length > 0) {
    lines.push(
      `Consent was withdrawn since for ${withdrawn.map(({ datasetId }) => `dataset ${datasetId}`).join(", ")}.`,
    );
  }
  return lines;
}
