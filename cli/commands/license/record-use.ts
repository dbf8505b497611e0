import { ZeroHash } from "ethers";
import { licenseStatus, type UseName } from "../../../src/market/licenseStatus.ts";
import { recordUse } from "../../../src/market/recordUse.ts";
import { Use } from "../../../src/market/Terms.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { digestOf } from "../../digestOf.ts";
import { assetWords } from "../../market/assetWords.ts";
import { obstacleWords } from "../../market/licenseState.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameOf } from "../../output/nameOf.ts";
import { usesIn } from "../../output/usesIn.ts";

export type RecordUseInput = {
  readonly license: bigint;
  readonly use: number;
  readonly round?: bigint;
  readonly modelVersion?: number;
  /** Path or digest. */
  readonly on?: string;
};

export async function run(context: Context, input: RecordUseInput): Promise<Answer> {
  const { license: licenseId, use, round: roundId = 0n, modelVersion = 0 } = input;
  const { index, client: reading, now } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  const who = await context.address();
  const { obstacles, consentWithdrawnAt } = await licenseStatus(reading, { licenseId, who });
  const names = (Object.keys(Use) as UseName[]).filter((name) => (use & Use[name]) !== 0);
  const obstacle = names.map((name) => obstacles[name]).find((one) => one !== undefined);
  if (obstacle !== undefined) {
    const why = obstacleWords(obstacle, {
      license,
      consentWithdrawnAt: consentWithdrawnAt === undefined ? undefined : Number(consentWithdrawnAt),
      who: nameOf(await context.network(), who),
      uses: usesIn(use & ~license.uses),
      moment: (seconds) => formatMoment(seconds, now),
    });
    throw new AdvisedError("LICENSE_NOT_VALID", `License ${licenseId} is not valid for this: ${why}.`, {
      remedy: "Nothing was sent. Use a license that is, or buy one.",
      next: `license show ${licenseId}`,
    });
  }
  const digest = input.on === undefined ? undefined : await digestOf(input.on);
  const used = license.useCount + 1;
  return context.carryOut({
    title: `Record a use of license ${licenseId}`,
    facts: [
      ["On", assetWords(license)],
      ["Use", usesIn(use).join(", ")],
      ["Round", roundId === 0n ? undefined : String(roundId)],
      ["Version", modelVersion === 0 ? undefined : String(modelVersion)],
      ["What", digest],
      ["Quota", license.quota === 0 ? "any number of uses" : `${used} of ${license.quota} uses are recorded then`],
      ["For ever", "a receipt cannot be taken back"],
    ],
    steps: [
      {
        label: "Record the use",
        act: (client) => recordUse(client, { licenseId, use, roundId, modelVersion, digest: digest ?? ZeroHash }),
      },
    ],
    answer: () => ({
      data: { licenseId, use, useNames: usesIn(use), used, quota: license.quota },
      text: () => `The use of license ${licenseId} is recorded.`,
      next: [license.kind === "dataset" ? `dataset uses ${license.assetId}` : `license show ${licenseId}`],
    }),
  });
}
