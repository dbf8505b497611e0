import { licenseStatus, type UseName } from "../../../src/market/licenseStatus.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { assetWords } from "../../market/assetWords.ts";
import { digestWords } from "../../market/digestWords.ts";
import { escrowsOf } from "../../market/escrowsOf.ts";
import { obstacleWords } from "../../market/licenseState.ts";
import { requireRow } from "../../market/requireRow.ts";
import { termsFields } from "../../market/termsFields.ts";
import { termsOf } from "../../market/termsOf.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { type Field, formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameAndAddress, nameOf } from "../../output/nameOf.ts";
import { usesIn } from "../../output/usesIn.ts";

export async function run(context: Context, { license: licenseId }: { readonly license: bigint }): Promise<Answer> {
  const { index, client, now } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  const [status, [escrow]] = await Promise.all([licenseStatus(client, { licenseId }), escrowsOf(client, [license])]);
  const { earned, due, unearned } = escrow!;
  const unit = await context.unitOf(license.currency);
  const network = await context.network();
  const { user } = status.license;
  const userEnd = Math.min(Number(user?.until ?? 0), license.expiresAt ?? Number.MAX_SAFE_INTEGER);
  const permitted = usesIn(license.uses);
  const validFor = permitted.filter((name) => status.obstacles[useName(name)] === undefined);
  const obstacle = permitted.map((name) => status.obstacles[useName(name)]).find((one) => one !== undefined);
  const moment = (seconds: number) => formatMoment(seconds, now);
  const consentWithdrawnAt = status.consentWithdrawnAt === undefined ? undefined : Number(status.consentWithdrawnAt);
  const who = nameOf(network, license.holder);
  const valid =
    obstacle === undefined || validFor.length > 0
      ? `for ${validFor.join(", ")}`
      : `no: ${obstacleWords(obstacle, { license, consentWithdrawnAt, who, uses: permitted, moment })}`;
  const amount = (units: bigint) => formatAmount(units, unit);
  const escrowFields: Field[] =
    license.escrowClosedAt === null
      ? [
          ["Earned", `${amount(earned)} by the provider, ${amount(license.withdrawn)} of it taken`],
          ["Unearned", `${amount(unearned)}, which goes back to the holder if it ends now`],
        ]
      : [
          ["Earned", `${amount(license.withdrawn)} by the provider`],
          ["Refunded", `${amount(license.refund ?? 0n)} to the holder, ${moment(license.escrowClosedAt)}`],
        ];
  return {
    data: {
      ...license,
      user: user === undefined ? null : user.account,
      userExpires: user === undefined ? null : Number(user.until),
      useNames: permitted,
      validFor,
      obstacle: validFor.length > 0 ? null : (obstacle ?? null),
      earned,
      due,
      unearned,
    },
    text: () =>
      formatFields([
        [
          "License",
          `${licenseId} on ${assetWords(license)}, from offer ${license.offerId} revision ${license.revision}`,
        ],
        ["Holder", nameAndAddress(network, license.holder)],
        ["User", user === undefined ? undefined : `${nameAndAddress(network, user.account)} until ${moment(userEnd)}`],
        ["Valid now", valid],
        ["Bought", moment(license.boughtAt)],
        ["Until", license.expiresAt === null ? "for ever" : moment(license.expiresAt)],
        ["Revoked", license.revokedAt === null ? undefined : moment(license.revokedAt)],
        ["Reason", license.revokedAt === null ? undefined : digestWords(license.reasonDigest)],
        [
          "Used",
          license.quota === 0 ? timesWords(license.useCount) : `${license.useCount} of ${timesWords(license.quota)}`,
        ],
        ...termsFields(termsOf(license), unit).filter(
          ([label]) => label !== "Price" && label !== "Lasts" && label !== "Uses",
        ),
        ["Paid", amount(license.paid)],
        ...escrowFields,
      ]),
    next: nextOf(licenseId, {
      isOver: license.escrowClosedAt !== null,
      canWithdraw: due > 0n,
      canRefund: consentWithdrawnAt !== undefined && license.escrowClosedAt === null,
    }),
  };
}

function timesWords(count: number): string {
  return count === 1 ? "1 time" : `${count} times`;
}

function useName(name: string): UseName {
  return `${name[0]!.toUpperCase()}${name.slice(1)}` as UseName;
}

type State = { readonly isOver: boolean; readonly canWithdraw: boolean; readonly canRefund: boolean };

function nextOf(licenseId: bigint, can: State): string[] {
  return [
    // What was not earned, or was, waits as a credit.
    can.isOver ? "license withdraw-credit" : `license check ${licenseId}`,
    ...(can.canRefund ? [`license refund ${licenseId}`] : []),
    ...(can.canWithdraw && !can.canRefund ? [`license withdraw ${licenseId}`] : []),
  ];
}
