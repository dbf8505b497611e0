import { IStaking__factory } from "../../typechain-types/index.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** A queued exit. */
export type Exit = {
  readonly exitId: bigint;
  /** What it pays now, smallest units: less than was asked for after a slash. */
  readonly amount: bigint;
  /** From when it can be released, timestamp in seconds. */
  readonly unlockedAt: bigint;
};

export type ExitsOfParameters = {
  readonly account: string;
};

/** Reads the exits of an account that were not released yet, the oldest first. */
export async function exitsOf(client: Client, { account }: ExitsOfParameters): Promise<Exit[]> {
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  const count = Number(await read(staking.exitCountOf(account)));
  const exits = await Promise.all(
    Array.from({ length: count }, async (_, k) => {
      const exitId = BigInt(k + 1);
      const { amount, unlockedAt } = await read(staking.exitOf(account, exitId));
      return { exitId, amount, unlockedAt };
    }),
  );
  return exits.filter(({ unlockedAt }) => unlockedAt !== 0n);
}
