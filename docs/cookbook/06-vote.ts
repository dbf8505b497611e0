import { ModelGovernor__factory } from "commonweights";
import { addressesOf } from "commonweights/addresses";
import { castVote, Support } from "commonweights/sdk";
import { formatEther, JsonRpcProvider } from "ethers";

const provider = new JsonRpcProvider(process.env.RPC_URL ?? "http://127.0.0.1:8545");
const member = await provider.getSigner("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC");
const addresses = addressesOf((await provider.getNetwork()).chainId);
const governor = ModelGovernor__factory.connect(addresses.modelGovernor, provider);

// The newest proposal that a version goes live, and the report that it rests on.
const proposed = (await governor.queryFilter(governor.filters.PromotionProposed())).at(-1)!;
const { proposalId, modelId, fromVersion, toVersion, reportDigest } = proposed.args;
console.log(`Model ${modelId}: version ${toVersion} in place of ${fromVersion}; read the report ${reportDigest}.`);

const weight = await castVote({ runner: member, addresses }, { proposalId, support: Support.For });
const { forVotes } = await governor.proposalVotes(proposalId);
const ends = new Date(Number(await governor.proposalDeadline(proposalId)) * 1_000);
const quorum = await governor.quorum(await governor.proposalSnapshot(proposalId));
console.log(`Voted for it with ${formatEther(weight)} votes. For: ${formatEther(forVotes)} of ${formatEther(quorum)}.`);
console.log(`The vote ends on ${ends.toUTCString()}.`);
