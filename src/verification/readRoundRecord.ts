import type { Client } from "../client.ts";
import { type Judgement, readJudgement } from "./readJudgement.ts";
import { type Payments, readPayments } from "./readPayments.ts";
import { type ReadRoundParameters, readSubmissions, type Submissions } from "./readSubmissions.ts";

/** Everything that a chain says about one settled round. */
export type RoundRecord = {
  readonly roundId: bigint;
  readonly chainId: bigint;
  readonly rewardPool: string;
  readonly submissions: Submissions;
  readonly judgement: Judgement;
  readonly payments: Payments;
};

/**
 * Reads everything that a chain says about a settled round.
 * @throws BaseError `ROUND_UNKNOWN`, `ROUND_NOT_SETTLED`, `EVENTS_MISSING`.
 */
export async function readRoundRecord(
  client: Client,
  { roundId, fromBlock = 0 }: ReadRoundParameters,
): Promise<RoundRecord> {
  const submissions = await readSubmissions(client, { roundId, fromBlock });
  const judgement = await readJudgement(client, { roundId, fromBlock });
  const payments = await readPayments(client, { roundId, fromBlock });
  const network = await client.runner.provider!.getNetwork();
  return {
    roundId,
    chainId: network.chainId,
    rewardPool: client.addresses.rewardPool,
    submissions,
    judgement,
    payments,
  };
}
