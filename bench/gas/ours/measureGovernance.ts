import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";

const VOTES = 1_000_000n * 10n ** 18n;
const FOR = 1;
const DESCRIPTION = "Promote version 2: accuracy on the hidden slice rose from 0.91 to 0.94";

/** A promotion proposed, and voted on by members with token votes and staked votes. */
export async function measureGovernance() {
  const { governor, token, staking, models, networkHelpers, signers } = await createWorld();
  const [proposer, ...voters] = signers.slice(0, 3);
  for (const member of [proposer!, ...voters]) {
    await token.transfer(member.address, 2n * VOTES);
    await token.connect(member).delegate(member.address);
    await token.connect(member).approve(staking, VOTES);
    await staking.connect(member).stake(VOTES);
  }
  const registerModel = await gasOf(models.connect(proposer!).register(digest("card"), digest("weights")));
  const propose = (modelId: number) =>
    governor.connect(proposer!).proposePromotion(modelId, 1, 2, digest("report"), DESCRIPTION);
  await propose(2);
  const proposePromotion = await gasOf(propose(1));

  const { proposalId } = (await governor.queryFilter(governor.filters.PromotionProposed)).at(-1)!.args;
  await networkHelpers.time.increaseTo((await governor.proposalSnapshot(proposalId)) + 1n);
  const castFirstVote = await gasOf(governor.connect(voters[0]!).castVote(proposalId, FOR));
  const castLaterVote = await gasOf(governor.connect(voters[1]!).castVote(proposalId, FOR));
  return { registerModel, proposePromotion, castFirstVote, castLaterVote };
}
