import { ZeroAddress } from "ethers";
import { ICommonToken__factory, IStaking__factory } from "../../typechain-types/index.ts";
import { chainTime } from "../chain/chainTime.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** An account's voting power and where it comes from; amounts in smallest units of the token. */
export type VotingPower = {
  readonly account: string;
  /** The second whose power it is. */
  readonly timepoint: bigint;
  /** `tokenVotes` and `stakedVotes` together. */
  readonly total: bigint;
  /** Held tokens that were delegated to the account by then, its own among them if it delegated to itself. */
  readonly tokenVotes: bigint;
  /** Stake that votes through the account by then, its own among it unless it delegated that to another. */
  readonly stakedVotes: bigint;
  /** Tokens the account holds now: without a delegate they have no vote. */
  readonly tokenBalance: bigint;
  /** Whom its tokens are delegated to now; undefined for nobody. */
  readonly tokenDelegatee: string | undefined;
  /** What the account has staked now. */
  readonly stake: bigint;
  /** Whom its stake is delegated to now; itself unless it said otherwise. */
  readonly stakeDelegatee: string;
};

export type VotingPowerOfParameters = {
  readonly account: string;
  /** A past second, such as a proposal's snapshot; now without it. */
  readonly timepoint?: bigint;
};

/**
 * Reads how many votes an account has or had, and why. Votes are of `timepoint`; balances and delegatees are of now, because
 * the chain keeps no history of them.
 * @throws RevertError `ERC5805FutureLookup` when the time has not passed.
 */
export async function votingPowerOf(
  client: Client,
  { account, timepoint }: VotingPowerOfParameters,
): Promise<VotingPower> {
  const token = ICommonToken__factory.connect(client.addresses.commonToken, client.runner);
  const staking = IStaking__factory.connect(client.addresses.staking, client.runner);
  const votesOf = (source: typeof token | typeof staking) =>
    read(timepoint === undefined ? source.getVotes(account) : source.getPastVotes(account, timepoint));
  const [at, tokenVotes, stakedVotes, tokenBalance, tokenDelegatee, stake, stakeDelegatee] = await Promise.all([
    timepoint ?? chainTime(client),
    votesOf(token),
    votesOf(staking),
    read(token.balanceOf(account)),
    read(token.delegates(account)),
    read(staking.stakeOf(account)),
    read(staking.delegates(account)),
  ]);
  return {
    account,
    timepoint: at,
    total: tokenVotes + stakedVotes,
    tokenVotes,
    stakedVotes,
    tokenBalance,
    tokenDelegatee: tokenDelegatee === ZeroAddress ? undefined : tokenDelegatee,
    stake,
    stakeDelegatee,
  };
}
