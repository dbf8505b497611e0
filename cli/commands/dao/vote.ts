import { read } from "../../../src/chain/read.ts";
import { castVote } from "../../../src/governance/castVote.ts";
import { hasVoted } from "../../../src/governance/hasVoted.ts";
import type { Support } from "../../../src/governance/Support.ts";
import type { Row } from "../../../src/indexing/tables.ts";
import { VotingPower__factory } from "../../../typechain-types/index.ts";
import { AdvisedError } from "../../AdvisedError.ts";
import type { Answer } from "../../Answer.ts";
import type { Context, Indexed } from "../../Context.ts";
import { actionFacts } from "../../dao/actionFacts.ts";
import { callWordsOf } from "../../dao/callWordsOf.ts";
import { findProposal } from "../../dao/findProposal.ts";
import { type PowerWords, powerSentences } from "../../dao/powerSentences.ts";
import { readPower } from "../../dao/readPower.ts";
import { requireState } from "../../dao/requireState.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { formatTime } from "../../output/formatTime.ts";
import { withAccount } from "../../output/withAccount.ts";

export type VoteInput = { readonly proposal: bigint; readonly support: Support; readonly reason?: string };

const WORDS = ["against", "for", "abstain"] as const;

export async function run(context: Context, { support, reason, ...input }: VoteInput): Promise<Answer> {
  const account = await context.address();
  const indexed = await context.indexed();
  const { index, client, now } = indexed;
  const proposal = findProposal(index, input.proposal);
  const { id, number, voteStart, voteEnd } = proposal;
  if (await hasVoted(client, { proposalId: id, account })) {
    throw new AdvisedError("ALREADY_VOTED", `${account} has voted on proposal ${number} already.`, {
      remedy: "A vote stands for good.",
      next: `dao votes ${number}`,
    });
  }
  await requireState(context, indexed, proposal, "Active", "voted on");
  const words = await callWordsOf(context);
  const power = VotingPower__factory.connect(client.addresses.votingPower, client.runner);
  const weight = await read(power.getPastVotes(account, voteStart));
  if (weight === 0n) throw await votesMissing(context, indexed, proposal, account, words);
  const word = WORDS[support];
  const title = word === "abstain" ? `Abstain on proposal ${number}` : `Vote ${word} proposal ${number}`;
  const votes = formatAmount(weight, words.unit);
  return context.carryOut({
    title,
    facts: [
      ...(await actionFacts(context, proposal)),
      ["Your vote", `${word}, with ${votes}: what you had when voting started, ${formatMoment(voteStart, now)}`],
      ["Voting ends", formatMoment(voteEnd, now)],
      ["Undone by", "nothing: a vote stands"],
    ],
    steps: [
      {
        label: title,
        act: (writer) => castVote(writer, { proposalId: id, support, ...(reason === undefined ? {} : { reason }) }),
      },
    ],
    answer: ([cast]) => ({
      data: { proposalId: id, number, support: word, weight: cast },
      text: () =>
        word === "abstain"
          ? `${votes} abstain on proposal ${number}; they count for the quorum.`
          : `${votes} ${word} proposal ${number}.`,
      next: [`dao proposal show ${number}`],
    }),
  });
}

/** Why an account has no vote in a proposal, and what it can do for the next one. */
async function votesMissing(
  context: Context,
  indexed: Indexed,
  { number, voteStart }: Row<"proposal">,
  account: string,
  words: PowerWords,
): Promise<AdvisedError> {
  const then = await readPower(indexed, account, voteStart);
  const now = await readPower(indexed, account);
  const why = powerSentences(then, words).join(" ");
  const remedy =
    now.total > 0n
      ? `It has ${formatAmount(now.total, words.unit)} of votes since, which count in proposals whose voting starts later.`
      : "Delegate to yourself for the proposals whose voting starts later.";
  return new AdvisedError(
    "VOTES_MISSING",
    `${words.nameOf(account)} has no votes in proposal ${number}, whose voting started on ${formatTime(voteStart)} UTC. ${why}`,
    { remedy, next: withAccount(context, now.total > 0n ? "dao power" : "dao delegate") },
  );
}
