import { committeeOf, type Member } from "../../../src/scoring/committeeOf.ts";
import { StorageError } from "../../../src/storage/StorageError.ts";
import { deadlineSeconds } from "../../../src/training/deadlineSeconds.ts";
import { readTaskSpec } from "../../../src/training/readTaskSpec.ts";
import type { Round } from "../../../src/training/roundOf.ts";
import type { TaskSpec } from "../../../src/training/TaskSpec.ts";
import { percentOf } from "../../../src/verification/percentOf.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { openStore } from "../../openStore.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { type Field, formatFields } from "../../output/formatFields.ts";
import { formatMoment } from "../../output/formatMoment.ts";
import { formatTable } from "../../output/formatTable.ts";
import { formatTime } from "../../output/formatTime.ts";
import { nameAndAddress, nameOf } from "../../output/nameOf.ts";
import { describeTask } from "../../round/describeTask.ts";
import { findRound } from "../../round/findRound.ts";
import { phaseEnd } from "../../round/phaseEnd.ts";
import { failureWords, phaseWords } from "../../round/phaseWords.ts";
import { unitsOfTokens } from "../../round/unitsOfTokens.ts";

export type ShowInput = { readonly round: bigint; readonly store?: string };

export async function run(context: Context, { round: roundId, store }: ShowInput): Promise<Answer> {
  // First, because it says that there is no such round without reading the whole chain.
  await findRound(await context.client(), roundId);
  const { index, client, now } = await context.indexed();
  const network = await context.network();
  const round = await findRound(client, roundId);
  const row = index.row("round", { id: roundId });
  const pots = index.rows("pot", { where: { roundId } });
  const committee = round.hasCommittee ? await committeeOf(client, { roundId }) : [];
  const task = store === undefined ? undefined : await taskIn(store, round.taskDigest);
  const end = phaseEnd(round.deadlines, round.phase);
  return {
    data: {
      ...row,
      phase: round.phase,
      failure: round.failure ?? null,
      deadlines: deadlineSeconds(round.deadlines),
      pots,
      committee,
      ...(task === undefined ? {} : { task }),
    },
    text: async () => {
      const unitOf = await unitsOfTokens(context, [round.token, ...pots.map(({ token }) => token)]);
      const own = pots.find(({ token }) => token === round.token);
      const unit = unitOf(round.token);
      const fields: Field[] = [
        ["Round", `${roundId} of model ${round.modelId}, from version ${round.baseVersion}`],
        ["Phase", `${round.phase}: ${phaseWords[round.phase]}`],
        ["Failed", round.failure === undefined ? undefined : failureWords[round.failure]],
        ["Until", end === undefined ? undefined : `${formatMoment(end.at, now)}, then ${end.next}`],
        ["Sponsor", nameAndAddress(network, round.sponsor)],
        ...pots.map((pot): Field => ["Pot", potWords(pot, (amount) => formatAmount(amount, unitOf(pot.token)))]),
        ["Oracle fee", own === undefined ? undefined : `${formatAmount(own.fee, unit)}, by agreement`],
        ["Bond", `${formatAmount(round.bond, unit)} of each commit, returned at the reveal`],
        ["Updates", `${round.commits} committed (at most ${round.maxContributors}), ${round.reveals} revealed`],
        ["Committee", committeeWords(round)],
        ["Slices", round.isOpened ? "opened" : "hidden"],
        ["Provenance", round.isContested ? "contested by governance: its version is barred for ever" : undefined],
        ["Version", versionWords(round, row?.candidateVersion ?? undefined)],
        ["Task", taskWords(round.taskDigest, task)],
        ["Dates (UTC)", timeline(round, row?.settledAt ?? undefined)],
      ];
      const parts = [formatFields(fields)];
      if (committee.length > 0) parts.push(committeeTable(committee, (oracle) => nameOf(network, oracle)));
      return parts.join("\n\n");
    },
    next: nextOf(round),
  };
}

/** Null when the store does not have it: the rest of the round can be told all the same. */
async function taskIn(where: string, digest: string): Promise<TaskSpec | null> {
  const store = await openStore(where);
  try {
    return readTaskSpec(await store.get(digest));
  } catch (error) {
    if (error instanceof StorageError && error.code === "CONTENT_MISSING") return null;
    throw error;
  }
}

function taskWords(digest: string, task: TaskSpec | null | undefined): string {
  if (task === undefined) return digest;
  return `${digest}\n${task === null ? "which the store does not have" : describeTask(task)}`;
}

type PotAmounts = {
  readonly outcome: string;
  readonly funded: bigint;
  readonly reserve: bigint;
  readonly earned: bigint | null;
  readonly payments: number;
};

function potWords(
  { outcome, funded, reserve, earned, payments }: PotAmounts,
  amount: (units: bigint) => string,
): string {
  const fromReserve = reserve === 0n ? "" : `, ${amount(reserve)} of it from the model's reserve`;
  if (outcome === "open") return `${amount(funded)} at risk${fromReserve}`;
  if (outcome !== "settled") return `${amount(funded)}: the round failed`;
  const later = payments - 1;
  const since = later > 0 ? `; ${later === 1 ? "1 payment" : `${later} payments`} since` : "";
  return `${amount(funded)} for the shares${earned === null ? "" : `, ${amount(earned)} of it earned at settlement`}${since}`;
}

function committeeWords({ hasCommittee, hasQuorum, isVoid, phase }: Round): string {
  if (!hasCommittee) {
    return phase === "Commit"
      ? "not snapshotted yet: anyone may in the last day of Commit, and without one the round fails"
      : "none";
  }
  if (isVoid) return "a stake majority called the slices void";
  return hasQuorum ? "enough of its stake revealed scores" : "snapshotted; see below";
}

function versionWords({ phase, modelId }: Round, candidate: number | undefined): string | undefined {
  if (phase !== "Settled") return undefined;
  return candidate === undefined
    ? "none: no stake majority agreed on an aggregate"
    : `it made version ${candidate} of model ${modelId}`;
}

function timeline({ startedAt, deadlines, failure, phase }: Round, settledAt: number | undefined): string {
  const ends = (Object.entries(deadlines) as [string, bigint][]).map(
    ([name, end]) => `${formatTime(end)}  ${PHASE_ENDS[name]}`,
  );
  const settled =
    settledAt !== undefined
      ? [`${formatTime(settledAt)}  settled`]
      : failure === undefined && phase !== "None"
        ? ["after that       anyone may settle it"]
        : [];
  return [`${formatTime(startedAt)}  opened`, ...ends, ...settled].join("\n");
}

const PHASE_ENDS: Readonly<Record<string, string>> = {
  commit: "Commit ends, Reveal begins",
  reveal: "Reveal ends, Opening begins",
  opening: "Opening ends, ScoreCommit begins",
  scoreCommit: "ScoreCommit ends, ScoreReveal begins",
  scoreReveal: "ScoreReveal ends",
};

function committeeTable(committee: readonly Member[], name: (oracle: string) => string): string {
  const total = committee.reduce((sum, { stake }) => sum + stake, 0n);
  const did = ({ isCommitted, isRevealed, isVoid, isSlashed }: Member): string => {
    if (isSlashed) return "slashed: it committed and did not reveal";
    if (isVoid) return "called the slices void";
    if (isRevealed) return "revealed its scores";
    return isCommitted ? "committed" : "did not commit yet";
  };
  return formatTable(
    [
      { title: "Seat", value: ({ seat }) => String(seat), isRight: true },
      { title: "Oracle", value: ({ oracle }) => name(oracle) },
      { title: "Stake", value: ({ stake }) => percentOf(stake, total), isRight: true },
      { title: "What it did", value: did },
    ],
    committee.map((member, seat) => ({ ...member, seat })),
    "",
  );
}

function nextOf({ roundId, phase, failure, isClosed, hasCommittee }: Round): string[] {
  if (phase === "Opening") return [`round open-slices ${roundId} --slices FILE`];
  if (phase === "Settling") return [`round settle ${roundId}`];
  if (phase === "Settled") return [`round updates ${roundId}`, `rewards explain ${roundId}`];
  if (phase === "Commit") {
    return [`round commit ${roundId} --help`, ...(hasCommittee ? [] : [`round snapshot-committee ${roundId}`])];
  }
  if (phase === "Reveal") return [`round reveal ${roundId}`, `round updates ${roundId}`];
  if (failure === undefined) return [`round updates ${roundId}`];
  const forfeited = failure === "SponsorSilent" || failure === "SlicesVoid";
  return [
    ...(isClosed ? [] : [`round close ${roundId}`]),
    ...(failure === "NoCommittee" ? [`round reclaim-bond ${roundId}`] : []),
    ...(forfeited ? [`round claim-forfeited ${roundId}`] : []),
    `round refund ${roundId}`,
  ];
}
