import { setLicenseUser } from "../../../src/market/setLicenseUser.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { requireRow } from "../../market/requireRow.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { nameAndAddress } from "../../output/nameOf.ts";
import { usageError } from "../../usageError.ts";

export type SetUserInput = {
  readonly license: bigint;
  readonly user: string;
  /** Seconds. */
  readonly for?: number;
  /** Seconds since 1970. */
  readonly until?: number;
};

export async function run(context: Context, { license: licenseId, user, ...input }: SetUserInput): Promise<Answer> {
  if ((input.for === undefined) === (input.until === undefined)) {
    throw usageError("Until when? Give one of --for and --until.");
  }
  const { index, now } = await context.indexed();
  const license = await requireRow(index, "license", licenseId);
  const until = input.until ?? now + (input.for ?? 0);
  if (until <= now) throw usageError("--until: it must be later than now.");
  const account = await context.addressOf(user);
  const end = license.expiresAt !== null && license.expiresAt < until ? license.expiresAt : until;
  return context.carryOut({
    title: `Let another account use license ${licenseId}`,
    facts: [
      ["User", nameAndAddress(await context.network(), account)],
      ["Until", `${formatMoment(end, now)}${end === until ? "" : ", when the license ends"}`],
      [
        "Instead of",
        license.user === null || (license.userExpires ?? 0) <= now || license.user === account
          ? undefined
          : `${nameAndAddress(await context.network(), license.user)}, who may not use it any more`,
      ],
    ],
    steps: [
      {
        label: "Set the user",
        act: (client) => setLicenseUser(client, { licenseId, user: account, expires: BigInt(until) }),
      },
    ],
    answer: () => ({
      data: { licenseId, user: account, userExpires: until },
      text: () => `${user} may use license ${licenseId} until ${formatMoment(end, now)}.`,
      next: [`license check ${licenseId} --who ${user}`],
    }),
  });
}
