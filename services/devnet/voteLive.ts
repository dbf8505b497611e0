import { read } from "../../src/chain/read.ts";
import { castVote } from "../../src/governance/castVote.ts";
import { executeProposal } from "../../src/governance/executeProposal.ts";
import { queueProposal } from "../../src/governance/queueProposal.ts";
import { Support } from "../../src/governance/Support.ts";
import type { EvaluationReport } from "../../src/learning/report/EvaluationReport.ts";
import { ModelGovernor__factory } from "../../typechain-types/index.ts";
import type { DevWorld } from "./DevWorld.ts";
import { proposeLive } from "./proposeLive.ts";
import type { DevClock } from "./startClock.ts";

/** The members vote a candidate live. The eight days that this takes are skipped: let no round be open meanwhile. */
export async function voteLive(
  world: DevWorld,
  clock: Pick<DevClock, "jumpTo">,
  report: EvaluationReport,
): Promise<void> {
  const { deployment, provider, members } = world;
  const { fromBlock } = deployment;
  const proposer = members[0]!.client;
  const proposalId = await proposeLive(world, report);
  const governor = ModelGovernor__factory.connect(deployment.addresses.modelGovernor, provider);
  await clock.jumpTo((await read(governor.proposalSnapshot(proposalId))) + 1n);
  await Promise.all(members.map(({ client }) => castVote(client, { proposalId, support: Support.For })));
  await clock.jumpTo((await read(governor.proposalDeadline(proposalId))) + 1n);
  await clock.jumpTo(await queueProposal(proposer, { proposalId, fromBlock }));
  await executeProposal(proposer, { proposalId, fromBlock });
}
