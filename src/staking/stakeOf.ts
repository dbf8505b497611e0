import { IStaking__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** An account's bonded tokens, smallest units. */
export type Stake = {
  /** What votes and may back seats. */
  readonly active: bigint;
  /** The part of it that backs seats and may not leave. */
  readonly allocated: bigint;
  /** The part of it that may back a seat or leave. */
  readonly free: bigint;
  /** Queued for release: without a vote, still slashable. */
  readonly exiting: bigint;
};

export type StakeOfParameters = {
  readonly account: string;
};

/** Reads what an account has bonded. */
export async function stakeOf(client: Client, { account }: StakeOfParameters): Promise<Stake> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  const [active, allocated, exiting] = await Promise.all([
    read(staking.stakeOf(account)),
    read(staking.allocatedOf(account)),
    read(staking.exitingOf(account)),
  ]);
  return { active, allocated, free: active - allocated, exiting };
}
