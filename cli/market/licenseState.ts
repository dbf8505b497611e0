import type { Row } from "../../src/indexing/tables.ts";
import type { LicenseObstacle } from "../../src/market/licenseStatus.ts";
import type { Index } from "../../src/node/indexing/openIndex.ts";
import { requireRow } from "./requireRow.ts";

/** Whether a license is in force, whatever the use: "valid", "expired", "revoked", "no consent" or "used up". */
export async function licenseState(index: Index, license: Row<"license">, now: number): Promise<string> {
  if (license.revokedAt !== null) return "revoked";
  if (license.kind === "dataset") {
    const { consentWithdrawnAt } = await requireRow(index, "dataset", license.assetId);
    if (consentWithdrawnAt !== null) return "no consent";
  }
  if (license.expiresAt !== null && now >= license.expiresAt) return "expired";
  return license.quota !== 0 && license.useCount >= license.quota ? "used up" : "valid";
}

export type ObstacleWordsParameters = {
  readonly license: Row<"license">;
  /** Undefined while it holds, seconds. */
  readonly consentWithdrawnAt: number | undefined;
  /** Name of who would use it. */
  readonly who: string;
  /** Names of the uses. */
  readonly uses: readonly string[];
  /** A time, in words. */
  readonly moment: (seconds: number) => string;
};

/** Why a license cannot be used, as a sentence without its period. */
export function obstacleWords(obstacle: LicenseObstacle | "NotStarted", parameters: ObstacleWordsParameters): string {
  const { license, consentWithdrawnAt, who, uses, moment } = parameters;
  switch (obstacle) {
    case "NotStarted":
      return `it was bought later, ${moment(license.boughtAt)}`;
    case "Revoked":
      return `it was revoked ${moment(license.revokedAt ?? 0)}`;
    case "ConsentWithdrawn":
      return `consent to use dataset ${license.assetId} was withdrawn ${moment(consentWithdrawnAt ?? 0)}`;
    case "Expired":
      return `it expired ${moment(license.expiresAt ?? 0)}`;
    case "QuotaUsedUp":
      return `all ${license.quota} uses are recorded`;
    case "NotHolderOrUser":
      return `${who} is neither its holder nor its user`;
    case "NotPermitted":
      return `its terms do not permit ${uses.join(", ")}`;
  }
}
