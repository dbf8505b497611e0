import { governanceParameters } from "../../../src/governance/governanceParameters.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatDuration } from "../../output/formatDuration.ts";
import { formatFields } from "../../output/formatFields.ts";

export async function run(context: Context): Promise<Answer> {
  const client = await context.client();
  const parameters = await governanceParameters(client);
  const unit = await context.unitOf(client.addresses.commonToken);
  const { votingDelaySeconds, votingPeriodSeconds, lateQuorumExtensionSeconds, timelockSeconds } = parameters;
  const total = votingDelaySeconds + votingPeriodSeconds + timelockSeconds;
  return {
    data: {
      ...parameters,
      votingDelaySeconds: Number(votingDelaySeconds),
      votingPeriodSeconds: Number(votingPeriodSeconds),
      lateQuorumExtensionSeconds: Number(lateQuorumExtensionSeconds),
      timelockSeconds: Number(timelockSeconds),
    },
    text: () =>
      formatFields([
        ["Proposing takes", `${formatAmount(parameters.proposalThreshold, unit)} of votes`],
        ["Voting starts", `${formatDuration(votingDelaySeconds)} after the proposal; the votes of that moment count`],
        ["Voting lasts", formatDuration(votingPeriodSeconds)],
        ["Late quorum", `voting goes on for ${formatDuration(lateQuorumExtensionSeconds)} once it is reached`],
        [
          "Quorum",
          `${formatAmount(parameters.quorum, unit)} for or abstaining, ${parameters.quorumPercent}% of the supply`,
        ],
        ["Decided by", "more votes for than against"],
        ["Timelock", `${formatDuration(timelockSeconds)} between queueing and executing`],
        ["In all", `${formatDuration(total)} at least, from proposing to executing`],
      ]),
    next: ["dao proposal list", "dao power"],
  };
}
