import { AbiCoder, concat, keccak256, toBeHex } from "ethers";
import type { ModelGovernor } from "../../../typechain-types/index.ts";
import type { Handlers } from "../Handlers.ts";
import type { IndexEvent } from "../IndexEvent.ts";
import type { IndexWriter } from "../IndexWriter.ts";
import { placeOf } from "../placeOf.ts";
import { requireRow } from "../requireRow.ts";
import { textOf } from "../textOf.ts";
import { upsertRow } from "../upsertRow.ts";

/** By the number of the support. */
const SUPPORTS = ["against", "for", "abstain"] as const;

type Vote = {
  readonly voter: string;
  readonly proposalId: bigint;
  readonly support: bigint;
  readonly weight: bigint;
  readonly reason: string;
};

/** Proposals, what became of them, and the votes on them. */
export const modelGovernorHandlers: Handlers<ModelGovernor> = {
  async ProposalCreated(writer, args, { address, timestamp, blockNumber, transactionHash }) {
    const { proposalId, proposer, targets, values, calldatas, description, voteStart, voteEnd } = args;
    const name = "proposal";
    await upsertRow(writer, "counter", { name, value: 0 }, ({ value }) => ({ value: value + 1 }));
    const { value: number } = await requireRow(writer, "counter", { name });
    const timelockId = operationIdOf(address, targets, values, calldatas, description);
    await writer.put("proposal", {
      id: proposalId,
      number,
      proposer,
      targets: JSON.stringify(targets),
      values: JSON.stringify(values.map(String)),
      calldatas: JSON.stringify(calldatas),
      description: textOf(description),
      voteStart: Number(voteStart),
      voteEnd: Number(voteEnd),
      isExtended: false,
      timelockId,
      etaSeconds: null,
      queuedAt: null,
      executedAt: null,
      canceledAt: null,
      kind: "other",
      modelId: null,
      fromVersion: null,
      toVersion: null,
      reportDigest: null,
      forVotes: 0n,
      againstVotes: 0n,
      abstainVotes: 0n,
      createdAt: timestamp,
      block: BigInt(blockNumber),
      transactionHash,
    });
    await writer.put("operation", { id: timelockId, proposalId });
  },
  PromotionProposed: (writer, { proposalId, modelId, fromVersion, toVersion, reportDigest }) =>
    writer.update("proposal", { id: proposalId }, () => ({
      kind: "promotion",
      modelId,
      fromVersion: Number(fromVersion),
      toVersion: Number(toVersion),
      reportDigest,
    })),
  RollbackProposed: (writer, { proposalId, modelId, fromVersion, toVersion }) =>
    writer.update("proposal", { id: proposalId }, () => ({
      kind: "rollback",
      modelId,
      fromVersion: Number(fromVersion),
      toVersion: Number(toVersion),
    })),
  VoteCast: (writer, vote, event) => countVote(writer, vote, event),
  VoteCastWithParams: (writer, vote, event) => countVote(writer, vote, event),
  ProposalExtended: (writer, { proposalId, extendedDeadline }) =>
    writer.update("proposal", { id: proposalId }, () => ({ voteEnd: Number(extendedDeadline), isExtended: true })),
  ProposalQueued: (writer, { proposalId, etaSeconds }, { timestamp }) =>
    writer.update("proposal", { id: proposalId }, () => ({ etaSeconds: Number(etaSeconds), queuedAt: timestamp })),
  ProposalExecuted: (writer, { proposalId }, { timestamp }) =>
    writer.update("proposal", { id: proposalId }, () => ({ executedAt: timestamp })),
  ProposalCanceled: (writer, { proposalId }, { timestamp }) =>
    writer.update("proposal", { id: proposalId }, () => ({ canceledAt: timestamp })),
};

async function countVote(
  writer: IndexWriter,
  { voter, proposalId, support: number, weight, reason }: Vote,
  event: IndexEvent,
): Promise<void> {
  const support = SUPPORTS[Number(number)] ?? "abstain";
  await writer.put("vote", { proposalId, voter, support, weight, reason: textOf(reason), ...placeOf(event) });
  await writer.update("proposal", { id: proposalId }, ({ forVotes, againstVotes, abstainVotes }) => {
    if (support === "for") return { forVotes: forVotes + weight };
    if (support === "against") return { againstVotes: againstVotes + weight };
    return { abstainVotes: abstainVotes + weight };
  });
}

/** What the timelock calls the operation of a proposal; see OpenZeppelin's GovernorTimelockControl. */
function operationIdOf(
  governor: string,
  targets: string[],
  values: bigint[],
  calldatas: string[],
  descriptionBytes: string,
): string {
  const descriptionHash = keccak256(descriptionBytes);
  const mask = BigInt(concat([governor, new Uint8Array(12)]));
  const salt = toBeHex(BigInt(descriptionHash) ^ mask, 32);
  return keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["address[]", "uint256[]", "bytes[]", "bytes32", "bytes32"],
      [targets, values, calldatas, new Uint8Array(32), salt],
    ),
  );
}
