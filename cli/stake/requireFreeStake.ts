import type { Client } from "../../src/client.ts";
import { type Stake, stakeOf } from "../../src/staking/stakeOf.ts";
import { AdvisedError } from "../AdvisedError.ts";
import { formatAmount, type Unit } from "../output/formatAmount.ts";

/**
 * What an account has staked, when enough of it is free.
 * @throws AdvisedError `STAKE_SHORT`, with what holds the rest.
 */
export async function requireFreeStake(
  client: Client,
  { account, amount, unit }: { readonly account: string; readonly amount: bigint; readonly unit: Unit },
): Promise<Stake> {
  const stake = await stakeOf(client, { account });
  if (stake.free >= amount) return stake;
  const remedy =
    stake.active >= amount
      ? `${formatAmount(stake.allocated, unit)} back seats; leave one first.`
      : "Stake more first.";
  throw new AdvisedError(
    "STAKE_SHORT",
    `${account} has ${formatAmount(stake.free, unit)} of free stake, not ${formatAmount(amount, unit)}.`,
    { remedy, next: stake.active >= amount ? "stake show" : "stake add AMOUNT" },
  );
}
