import { castVote } from "../../src/governance/castVote.ts";
import { executeProposal } from "../../src/governance/executeProposal.ts";
import { proposePromotion } from "../../src/governance/proposePromotion.ts";
import { queueProposal } from "../../src/governance/queueProposal.ts";
import { Support } from "../../src/governance/Support.ts";
import { readEvaluationReport } from "../../src/learning/report/readEvaluationReport.ts";
import { ModelGovernor__factory, ModelRegistry__factory } from "../../typechain-types/index.ts";
import { toTokens } from "./amounts.ts";
import type { VoteResult } from "./DemoResult.ts";
import { clientOf } from "./prepareWorld.ts";
import type { World } from "./World.ts";

/** OpenZeppelin's ProposalState. */
const SUCCEEDED = 4n;

export type VoteOnVersionParameters = {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** What the members read: the evaluation report's file. */
  readonly report: Uint8Array;
};

/** The DAO decides whether a candidate goes live: propose, vote, queue, wait, execute. */
export async function voteOnVersion(
  world: World,
  { fromVersion, toVersion, report }: VoteOnVersionParameters,
): Promise<VoteResult> {
  const { chain, modelId, store, members, oracles } = world;
  const proposer = clientOf(chain, members[0]!);
  const governor = ModelGovernor__factory.connect(chain.addresses.modelGovernor, proposer.runner);
  const reportDigest = await store.put(report);

  const description = `Promote version ${toVersion} of model ${modelId}`;
  const proposalId = await proposePromotion(proposer, { modelId, fromVersion, toVersion, reportDigest, description });
  await chain.advanceTo((await governor.proposalSnapshot(proposalId)) + 1n);
  // Members read the report: a version whose loss on the test rows is above its predecessor's stays a candidate.
  const support = (readEvaluationReport(report).change?.loss.mean ?? 0) > 0 ? Support.Against : Support.For;
  for (const account of members) await castVote(clientOf(chain, account), { proposalId, support });
  // Staked tokens vote too: the honest oracles saw the scores, and the liar does what it can.
  for (const { account, role } of oracles) {
    await castVote(clientOf(chain, account), { proposalId, support: role === "liar" ? Support.Against : support });
  }
  const { againstVotes, forVotes } = await governor.proposalVotes(proposalId);
  await chain.advanceTo((await governor.proposalDeadline(proposalId)) + 1n);
  if ((await governor.state(proposalId)) === SUCCEEDED) {
    await chain.advanceTo(await queueProposal(proposer, { proposalId }));
    await executeProposal(proposer, { proposalId });
  }

  const models = ModelRegistry__factory.connect(chain.addresses.modelRegistry, proposer.runner);
  const isPromoted = (await models.liveVersionOf(modelId)) === BigInt(toVersion);
  return {
    fromVersion,
    toVersion,
    reportDigest,
    forVotes: toTokens(forVotes),
    againstVotes: toTokens(againstVotes),
    isPromoted,
  };
}
