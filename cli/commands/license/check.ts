import { isLicenseValid } from "../../../src/market/isLicenseValid.ts";
import {
  type LicenseObstacle,
  type LicenseStatus,
  licenseStatus,
  type UseName,
} from "../../../src/market/licenseStatus.ts";
import { Use } from "../../../src/market/Terms.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { ExitCode } from "../../ExitCode.ts";
import { obstacleWords } from "../../market/licenseState.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameOf } from "../../output/nameOf.ts";
import { usesIn } from "../../output/usesIn.ts";
import { wrap } from "../../output/wrap.ts";
import { usageError } from "../../usageError.ts";

export type CheckInput = {
  readonly license: bigint;
  readonly use: number;
  readonly who?: string;
  /** Seconds. */
  readonly at?: number;
};

type Obstacle = LicenseObstacle | "NotStarted";

export async function run(context: Context, { license: licenseId, use, who, at }: CheckInput): Promise<Answer> {
  const { index, client, now } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  if (at !== undefined && at > now) throw usageError("--at: it must not be later than now, which nobody can know.");
  const account = who === undefined ? license.holder : await context.addressOf(who);
  const time = at ?? now;
  const [isValid, status] = await Promise.all([
    isLicenseValid(client, { licenseId, who: account, use, timestamp: BigInt(time) }),
    licenseStatus(client, { licenseId, who: account }),
  ]);
  const obstacle = isValid ? undefined : time === now ? obstacleNow(status, use) : obstacleAt(status, use, time);
  const name = nameOf(await context.network(), account);
  const uses = usesIn(use);
  const words = () =>
    obstacleWords(obstacle!, {
      license,
      consentWithdrawnAt: status.consentWithdrawnAt === undefined ? undefined : Number(status.consentWithdrawnAt),
      who: name,
      uses: usesIn(use & ~license.uses),
      moment: (seconds) => formatMoment(seconds, now),
    });
  const when = at === undefined ? "" : ` at ${formatMoment(at, now)}`;
  const until = license.expiresAt === null ? "It has no end" : `It ends ${formatMoment(license.expiresAt, now)}`;
  return {
    data: { licenseId, who: account, use, useNames: uses, at: time, isValid, obstacle: obstacle ?? null },
    text: () =>
      wrap(
        isValid
          ? `License ${licenseId} is valid for ${name} to ${uses.join(", ")}${when}. ${until}.`
          : `License ${licenseId} is not valid for ${name} to ${uses.join(", ")}${when}: ${words()}.`,
        80,
      ).join("\n"),
    next: [`license show ${licenseId}`],
    exitCode: isValid ? ExitCode.Done : ExitCode.No,
  };
}

/** The first thing that stands in the way of one of the uses. */
function obstacleNow({ obstacles }: LicenseStatus, use: number): Obstacle {
  const names = (Object.keys(Use) as UseName[]).filter((name) => (use & Use[name]) !== 0);
  return names.map((name) => obstacles[name]).find((one) => one !== undefined) ?? "NotHolderOrUser";
}

/** What stood in the way at a past time; who held it then is all that is left when nothing else did. */
function obstacleAt({ license, consentWithdrawnAt }: LicenseStatus, use: number, at: number): Obstacle {
  const { startsAt, expiresAt, revokedAt, uses } = license;
  if (at < startsAt) return "NotStarted";
  if (revokedAt !== undefined && at >= revokedAt) return "Revoked";
  if (consentWithdrawnAt !== undefined && at >= consentWithdrawnAt) return "ConsentWithdrawn";
  if (expiresAt !== undefined && at >= expiresAt) return "Expired";
  return (use & uses) === use ? "NotHolderOrUser" : "NotPermitted";
}
