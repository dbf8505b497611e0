import { createWorld } from "../createWorld.ts";
import { digest } from "../digest.ts";
import { gasOf } from "../gasOf.ts";

const VOTES = 10n ** 24n;
const FOR = 1;
const DESCRIPTION = "Promote version 2: accuracy on the hidden slice rose from 0.91 to 0.94";

/** OpenZeppelin's Governor over ERC20Votes, compiled as ours: the same proposal, and votes of delegated holders. */
export async function measureGovernorBaseline() {
  const { ethers, networkHelpers, signers, addresses, models } = await createWorld();
  const [proposer, ...voters] = signers.slice(0, 3);
  const votes = await ethers.deployContract("VotesBaseline");
  for (const member of [proposer!, ...voters]) {
    await votes.getFunction("mint").send(member.address, VOTES);
    await votes.connect(member).getFunction("delegate").send(member.address);
  }
  const governor = await ethers.deployContract("GovernorBaseline", [await votes.getAddress()]);
  const promote = models.interface.encodeFunctionData("promote", [1, 1, 2, digest("report")]);
  const proposal = [[addresses.modelRegistry], [0], [promote], DESCRIPTION];
  const propose = await gasOf(
    governor
      .connect(proposer!)
      .getFunction("propose")
      .send(...proposal),
  );

  await networkHelpers.mine(2);
  const proposalId: bigint = await governor
    .getFunction("hashProposal")
    .staticCall(...proposal.slice(0, 3), ethers.id(DESCRIPTION));
  const castFirstVote = await gasOf(governor.connect(voters[0]!).getFunction("castVote").send(proposalId, FOR));
  const castLaterVote = await gasOf(governor.connect(voters[1]!).getFunction("castVote").send(proposalId, FOR));
  return { propose, castFirstVote, castLaterVote };
}
