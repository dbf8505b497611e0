import { IRewardPool__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** A round's money in one token. */
export type Pot = {
  /** At risk before settlement; after it what the shares divide, all payments ever made included. Smallest units. */
  readonly funded: bigint;
  /** Payments into the settled pot, the earned pot included; 0 before settlement. */
  readonly payments: number;
  /** Sum of the round's consensus scores, parts per billion; 0 before settlement. */
  readonly totalScore: number;
};

export type PotOfParameters = {
  readonly roundId: bigint;
  /** Address of the token. */
  readonly token: string;
};

/** Reads a round's pot in a token. */
export async function potOf(client: Client, { roundId, token }: PotOfParameters): Promise<Pot> {
  const pool = IRewardPool__factory.connect(client.addresses.rewardPool, client.runner);
  const { funded, level, totalScore } = await read(pool.potOf(roundId, token));
  return { funded, payments: Number(level), totalScore: Number(totalScore) };
}
