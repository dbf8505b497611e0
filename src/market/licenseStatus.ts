import { IDatasetRegistry__factory } from "../../typechain-types/index.ts";
import { chainTime } from "../chain/chainTime.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";
import { type License, licenseOf } from "./licenseOf.ts";
import { AssetKind, Use } from "./Terms.ts";

/** A permitted use, by name. */
export type UseName = keyof typeof Use;

/** Why an account cannot use a license. */
export type LicenseObstacle =
  | "NotPermitted"
  | "Expired"
  | "Revoked"
  | "ConsentWithdrawn"
  | "QuotaUsedUp"
  | "NotHolderOrUser";

/** What an account may do with a license now. */
export type LicenseStatus = {
  readonly license: License;
  readonly who: string;
  /** The time it was judged at, seconds. */
  readonly now: bigint;
  /** When consent to use the dataset was withdrawn, seconds; undefined while it holds. */
  readonly consentWithdrawnAt: bigint | undefined;
  /** For each use why it is not valid; undefined where it is. */
  readonly obstacles: Readonly<Record<UseName, LicenseObstacle | undefined>>;
};

export type LicenseStatusParameters = {
  readonly licenseId: bigint;
  /** Who would use it; its holder without it. */
  readonly who?: string;
};

/**
 * Reads for each use whether a license is valid for it now, and if not why: what `isLicenseValid` answers, with the reason.
 * @throws RevertError `ERC721NonexistentToken` when there is none.
 */
export async function licenseStatus(
  client: Client,
  { licenseId, who }: LicenseStatusParameters,
): Promise<LicenseStatus> {
  const [now, license] = await Promise.all([chainTime(client), licenseOf(client, { licenseId })]);
  const consentWithdrawnAt = await withdrawnAtOf(client, license);
  const status = { license, who: who ?? license.holder, now, consentWithdrawnAt };
  const names = Object.keys(Use) as UseName[];
  const obstacles = Object.fromEntries(names.map((name) => [name, obstacleTo(status, name)]));
  return { ...status, obstacles: obstacles as LicenseStatus["obstacles"] };
}

async function withdrawnAtOf({ addresses, runner }: Client, { kind, assetId }: License): Promise<bigint | undefined> {
  if (kind !== AssetKind.Dataset) return undefined;
  const registry = IDatasetRegistry__factory.connect(addresses.datasetRegistry, runner);
  return (await read(registry.consentWithdrawnAt(assetId))) || undefined;
}

/** Mirrors the market's `_isValid` for the present; what holds for every use comes first. */
function obstacleTo(
  { license, who, now, consentWithdrawnAt }: Omit<LicenseStatus, "obstacles">,
  name: UseName,
): LicenseObstacle | undefined {
  const { holder, user, uses, expiresAt, revokedAt, quota, used } = license;
  if (revokedAt !== undefined) return "Revoked";
  if (consentWithdrawnAt !== undefined) return "ConsentWithdrawn";
  if (expiresAt !== undefined && now >= expiresAt) return "Expired";
  if (!isSame(who, holder) && !isSame(who, user?.account)) return "NotHolderOrUser";
  if ((uses & Use[name]) === 0) return "NotPermitted";
  return quota !== undefined && used >= quota ? "QuotaUsedUp" : undefined;
}

function isSame(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
