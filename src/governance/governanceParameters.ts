import { ModelGovernor__factory, TimelockController__factory } from "../../typechain-types/index.ts";
import { chainTime } from "../chain/chainTime.ts";
import { read } from "../chain/read.ts";
import type { Client } from "../client.ts";

/** What governs proposals now. */
export type GovernanceParameters = {
  /** Seconds between a proposal and its snapshot. */
  readonly votingDelaySeconds: bigint;
  /** Seconds of voting after the snapshot. */
  readonly votingPeriodSeconds: bigint;
  /** Seconds of voting that remain at least once the quorum is reached. */
  readonly lateQuorumExtensionSeconds: bigint;
  /** Seconds between queueing and execution. */
  readonly timelockSeconds: bigint;
  /** Votes that a proposer needs, smallest units of the token. */
  readonly proposalThreshold: bigint;
  /** Votes for and abstaining that a decision needs, percent of the supply. */
  readonly quorumPercent: number;
  /** The same in votes, were the snapshot taken now; smallest units of the token. */
  readonly quorum: bigint;
};

/** Reads the delays, thresholds and quorum of governance. */
export async function governanceParameters(client: Client): Promise<GovernanceParameters> {
  const governor = ModelGovernor__factory.connect(client.addresses.modelGovernor, client.runner);
  const timelock = TimelockController__factory.connect(client.addresses.timelock, client.runner);
  const now = await chainTime(client);
  const [votingDelay, votingPeriod, extension, minDelay, proposalThreshold, numerator, quorum] = await Promise.all([
    read(governor.votingDelay()),
    read(governor.votingPeriod()),
    read(governor.lateQuorumVoteExtension()),
    read(timelock.getMinDelay()),
    read(governor.proposalThreshold()),
    read(governor["quorumNumerator()"]()),
    read(governor.quorum(now - 1n)),
  ]);
  return {
    votingDelaySeconds: votingDelay,
    votingPeriodSeconds: votingPeriod,
    lateQuorumExtensionSeconds: extension,
    timelockSeconds: minDelay,
    proposalThreshold,
    quorumPercent: Number(numerator),
    quorum,
  };
}
