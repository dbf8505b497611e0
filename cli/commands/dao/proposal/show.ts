import { proposalState } from "../../../../src/governance/proposalState.ts";
import type { ProposalState } from "../../../../src/governance/proposalStates.ts";
import { proposalVotes } from "../../../../src/governance/proposalVotes.ts";
import type { Row } from "../../../../src/indexing/tables.ts";
import type { Answer } from "../../../Answer.ts";
import type { Context, Indexed } from "../../../Context.ts";
import { actionsOf } from "../../../dao/actionsOf.ts";
import { callWordsOf } from "../../../dao/callWordsOf.ts";
import { descriptionOf, titleOf } from "../../../dao/descriptionOf.ts";
import { findProposal } from "../../../dao/findProposal.ts";
import { plainPower } from "../../../dao/plainPower.ts";
import { powerSentences } from "../../../dao/powerSentences.ts";
import { trialWords } from "../../../dao/proposeActions.ts";
import { type Power, readPower } from "../../../dao/readPower.ts";
import { type FoundReport, readReport } from "../../../dao/readReport.ts";
import { reportLines } from "../../../dao/reportLines.ts";
import { stateWords } from "../../../dao/stateWords.ts";
import { tryActions } from "../../../dao/tryActions.ts";
import { readVersionChange, versionChangeLines } from "../../../dao/versionChange.ts";
import { voteLines } from "../../../dao/voteLines.ts";
import { plainVersion } from "../../../model/plainVersion.ts";
import { formatAmount } from "../../../output/formatAmount.ts";
import { type Field, formatFields } from "../../../output/formatFields.ts";
import { formatMoment } from "../../../output/formatMoment.ts";
import { withAccount } from "../../../output/withAccount.ts";
import { wrap } from "../../../output/wrap.ts";
import { callInWords } from "../../../writing/callInWords.ts";
import { callLines } from "../../../writing/callLines.ts";
import { describeCall } from "../../../writing/describeCall.ts";

export type ShowInput = { readonly proposal: bigint; readonly store?: string };

/** An account's part in a proposal. */
type Part = { readonly power: Power; readonly vote: Row<"vote"> | undefined; readonly isSnapshot: boolean };

const NO_DIGEST = `0x${"0".repeat(64)}`;

export async function run(context: Context, input: ShowInput): Promise<Answer> {
  const indexed = await context.indexed();
  const { index, client, now } = indexed;
  const proposal = findProposal(index, input.proposal);
  const { id, number, description, proposer, reportDigest, kind } = proposal;
  const actions = actionsOf(proposal);
  const words = await callWordsOf(context);
  const [state, votes, change, part] = await Promise.all([
    proposalState(client, { proposalId: id }),
    proposalVotes(client, { proposalId: id }),
    readVersionChange(client, proposal),
    partIn(context, indexed, proposal),
  ]);
  const isOver = state === "Executed" || state === "Canceled" || state === "Defeated" || state === "Expired";
  const trial = isOver ? undefined : await tryActions(context, actions);
  const hasReport = reportDigest !== null && reportDigest !== NO_DIGEST;
  const found = hasReport && input.store !== undefined ? await readReport(input.store, reportDigest) : undefined;
  const worded = actions.map((action) => ({
    ...action,
    words: callInWords(action, words),
    ...describeCall(words.addresses, action),
  }));
  const { targets: _targets, values: _values, calldatas: _calldatas, ...row } = proposal;
  return {
    data: {
      ...row,
      title: titleOf(description),
      description: descriptionOf(description),
      state,
      actions: worded,
      ...(trial === undefined ? {} : { ifExecutedNow: trial }),
      ...(change === undefined
        ? {}
        : {
            change: {
              from: plainVersion(change.from),
              to: plainVersion(change.to),
              provenance: change.provenance,
            },
          }),
      ...(found === undefined || "missing" in found ? {} : { report: found.report }),
      votes: { ...votes, quorum: votes.quorum ?? null },
      ...(part === undefined ? {} : { account: { ...plainPower(part.power), vote: part.vote ?? null } }),
    },
    text: () => {
      const sections: string[][] = [
        [
          ...wrap(`Proposal ${number}: ${titleOf(description)}`, 80),
          ...formatFields([
            ["State", stateWords(state, proposal, now)],
            ["Proposer", words.nameOf(proposer)],
          ]).split("\n"),
          "Identifier",
          `  ${id}`,
        ],
        restOf(description),
        [
          "What it does",
          ...worded.flatMap((action, k) => [
            ...wrap(action.words, 75).map((line, j) => (j === 0 ? `  ${k + 1}. ${line}` : `     ${line}`)),
            ...(kind === "other" && action.functionName !== undefined
              ? callLines(action).flatMap((line) => wrap(`     ${line}`, 80))
              : []),
          ]),
          ...(trial === undefined
            ? []
            : wrap(`If it were carried out now, ${trialWords(trial)?.replace(/\.$/, "")}.`, 80)),
        ],
        change === undefined ? [] : versionChangeLines(change),
        hasReport ? reportSection(reportDigest, found) : [],
        ["Votes", ...voteLines(votes, words.unit).map((line) => `  ${line}`)],
        part === undefined ? [] : partLines(part),
        timeline(proposal, state, now),
      ];
      return sections
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join("\n"))
        .join("\n\n");
    },
    next: nextFor(state, proposal, part, now).map((command) =>
      command.includes(" votes ") ? command : withAccount(context, command),
    ),
  };

  function partLines({ power, vote, isSnapshot }: Part): string[] {
    const total = formatAmount(power.total, words.unit);
    const who = words.nameOf(power.account);
    const has = isSnapshot
      ? `has ${total} of votes in it, from when voting started`
      : `would have ${total} of votes in it today`;
    const cast = vote === undefined ? [] : [`It voted ${vote.support}, on ${formatMoment(vote.at, now)}.`];
    return [`${who} ${has}.`, ...powerSentences(power, words), ...cast].flatMap((line) => wrap(line, 80));
  }
}

/** The votes of the account in use, as the proposal counts them; undefined when none is in use. */
async function partIn(context: Context, indexed: Indexed, proposal: Row<"proposal">): Promise<Part | undefined> {
  const named = context.options.account ?? (await context.settings()).account;
  if (named === undefined) return undefined;
  const account = await context.address();
  const isSnapshot = proposal.voteStart < indexed.now;
  const power = await readPower(indexed, account, isSnapshot ? proposal.voteStart : undefined);
  const vote = indexed.index.rows("vote", { where: { proposalId: proposal.id, voter: account }, limit: 1 })[0];
  return { power, vote, isSnapshot };
}

/** What a description says after its title. */
function restOf(description: string): string[] {
  const text = descriptionOf(description).split("\n").slice(1).join("\n").trim();
  // Marked, so that it cannot pass for what this program says.
  return text === "" ? [] : wrap(text, 78).map((line) => `> ${line}`.trimEnd());
}

function reportSection(digest: string, found: FoundReport | undefined): string[] {
  const head = ["Evaluation report", `  ${digest}`];
  if (found === undefined) return [...head, "See what it says with --store, a folder or URL that has it."];
  if ("missing" in found) return [...head, ...wrap(`It cannot be read: ${found.missing}`, 80)];
  return [...head, ...reportLines(found.report)];
}

function timeline(proposal: Row<"proposal">, state: ProposalState, now: number): string[] {
  const moment = (time: number | null) => (time === null ? undefined : formatMoment(time, now));
  const isOver = state === "Canceled" || state === "Defeated";
  const fields: Field[] = [
    ["  Proposed", moment(proposal.createdAt)],
    ["  Canceled", moment(proposal.canceledAt)],
    ["  Voting starts", moment(proposal.voteStart)],
    ["  Voting ends", `${moment(proposal.voteEnd)}${proposal.isExtended ? "; a late quorum moved it" : ""}`],
    ["  Queued", moment(proposal.queuedAt) ?? (isOver ? undefined : "not yet; anyone may, once it has succeeded")],
    ["  Executable", moment(proposal.etaSeconds)],
    ["  Executed", moment(proposal.executedAt)],
  ];
  return ["When", ...formatFields(fields).split("\n")];
}

function nextFor(state: ProposalState, { number, etaSeconds }: Row<"proposal">, part: Part | undefined, now: number) {
  if (state === "Active" && part?.isSnapshot === true && part.power.total === 0n) return ["dao power"];
  if (state === "Active" && part?.vote === undefined) return [`dao vote ${number} for`, `dao vote ${number} against`];
  if (state === "Succeeded") return [`dao queue ${number}`];
  if (state === "Queued" && (etaSeconds ?? 0) <= now) return [`dao execute ${number}`];
  return [`dao votes ${number}`];
}
