import { getAddress, isAddress, sha256 } from "ethers";
import { BaseError } from "../../../src/errors/BaseError.ts";
import { reserveOf } from "../../../src/rewards/reserveOf.ts";
import { excessOf } from "../../../src/training/excessOf.ts";
import { openRound } from "../../../src/training/openRound.ts";
import { readTaskSpec } from "../../../src/training/readTaskSpec.ts";
import { slicesCommitment } from "../../../src/training/slicesCommitment.ts";
import type { Task } from "../../../src/training/Task.ts";
import type { TaskSpec } from "../../../src/training/TaskSpec.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { findModel } from "../../model/findModel.ts";
import { findVersion } from "../../model/findVersion.ts";
import { versionStatusWords } from "../../model/versionStatusWords.ts";
import { formatAmount } from "../../output/formatAmount.ts";
import { formatDuration } from "../../output/formatDuration.ts";
import { formatTime } from "../../output/formatTime.ts";
import type { TypedAmount } from "../../parse/parseAmount.ts";
import { unitsOf } from "../../parse/unitsOf.ts";
import { readNamedFile } from "../../readNamedFile.ts";
import { describeTask } from "../../round/describeTask.ts";
import { type RoundFile, readRoundFile } from "../../round/readRoundFile.ts";
import { readSlices } from "../../round/readSlices.ts";
import { usageError } from "../../usageError.ts";
import { approvalSteps } from "../../writing/approvalSteps.ts";

export type OpenInput = {
  readonly file?: string;
  readonly model?: bigint;
  readonly base?: number;
  readonly task?: string;
  readonly slices?: string;
  readonly pot?: TypedAmount;
  readonly oracleFee?: TypedAmount;
  readonly bond?: TypedAmount;
  readonly token?: string;
  readonly maxContributors?: number;
  readonly commit?: number;
  readonly reveal?: number;
  readonly opening?: number;
  readonly scoreCommit?: number;
  readonly scoreReveal?: number;
};

/** Fewer seats make no committee. */
const LEAST_SEATS = 3;
const DIGEST = /^0x[0-9a-fA-F]{64}$/;
const PHASES = ["commit", "reveal", "opening", "scoreCommit", "scoreReveal"] as const;

export async function run(context: Context, input: OpenInput): Promise<Answer> {
  const file: RoundFile = input.file === undefined ? {} : await readRoundFile(input.file);
  const client = await context.client();
  const { rewardPool, commonToken } = client.addresses;
  if (input.token !== undefined && !isAddress(input.token))
    throw usageError(`--token: "${input.token}" is no address.`);
  const token = input.token === undefined ? (file.token ?? commonToken) : getAddress(input.token);
  const unit = await context.unitOf(token);
  const amount = (typed: TypedAmount | undefined, inFile: bigint | undefined, option: string): bigint =>
    given(typed === undefined ? inFile : unitsOf(typed, unit), option);
  const model = await findModel(client, given(input.model ?? file.modelId, "--model"));
  const base = await findVersion(client, model, input.base ?? file.baseVersion);
  const named = await readTask(input.task);
  const task: Task = {
    modelId: model.modelId,
    baseVersion: base.version,
    taskDigest: given(named.digest ?? file.taskDigest, "--task"),
    slicesCommitment: given((await commitmentIn(input.slices)) ?? file.slicesCommitment, "--slices"),
    token,
    pot: amount(input.pot, file.pot, "--pot"),
    oracleFee: amount(input.oracleFee, file.oracleFee, "--oracle-fee"),
    bond: amount(input.bond, file.bond, "--bond"),
    maxContributors: given(input.maxContributors ?? file.maxContributors, "--max-contributors"),
    phases: {
      commit: given(input.commit ?? file.phases?.commit, "--commit"),
      reveal: given(input.reveal ?? file.phases?.reveal, "--reveal"),
      opening: given(input.opening ?? file.phases?.opening, "--opening"),
      scoreCommit: given(input.scoreCommit ?? file.phases?.scoreCommit, "--score-commit"),
      scoreReveal: given(input.scoreReveal ?? file.phases?.scoreReveal, "--score-reveal"),
    },
  };
  const { modelId } = task;
  const isOwner = model.owner === (await context.address());
  const reserve = isOwner ? await reserveOf(client, { modelId, token }) : 0n;
  const approval = await approvalSteps(context, {
    token,
    unit,
    spender: rewardPool,
    spenderName: "the reward pool",
    amount: task.pot + task.oracleFee,
  });
  const { index } = await context.indexed();
  const seats = index.rows("seat", { where: { modelId, leftAt: null } }).length;
  return context.carryOut({
    title: `Open a round of model ${modelId}`,
    facts: [
      ["Model", `${modelId}, from version ${base.version} (${versionStatusWords[base.status]})`],
      ["Task", named.spec === undefined ? task.taskDigest : `${task.taskDigest}\n${describeTask(named.spec)}`],
      ["Slices", `hidden behind ${task.slicesCommitment}`],
      [
        "Pot",
        `${formatAmount(task.pot, unit)}${reserve > 0n ? `, and ${formatAmount(reserve, unit)} from the reserve` : ""}`,
      ],
      ["Oracle fee", formatAmount(task.oracleFee, unit)],
      ["You pay", formatAmount(task.pot + task.oracleFee, unit)],
      ["Bond", `${formatAmount(task.bond, unit)} of each of at most ${task.maxContributors} contributors`],
      [
        "Oracles",
        seats < LEAST_SEATS ? `${seats} seats: with fewer than ${LEAST_SEATS} the round fails` : `${seats} seats`,
      ],
      ["Phases", phaseLines(task, await context.now())],
      ["Beware", "if you do not open the slices in Opening, the pot goes to the contributors"],
      ...approval.facts,
    ],
    steps: [...approval.steps, { label: "Open the round", act: (one) => openRound(one, { task }) }],
    answer: (results) => {
      const roundId = results.at(-1) as bigint;
      const slices = input.slices === undefined || DIGEST.test(input.slices) ? "FILE" : input.slices;
      return {
        data: { roundId, ...task },
        text: () => `Round ${roundId} is open for commits.`,
        next: [`round show ${roundId}`, `round open-slices ${roundId} --slices ${slices}`],
      };
    },
  });
}

function given<T>(value: T | undefined, option: string): T {
  if (value !== undefined) return value;
  throw usageError(`${option} is missing.`, "Give it as an option, or in the file of --file.");
}

/** A task that is there as a file is read, so that no round is opened that no oracle could score. */
async function readTask(fileOrDigest: string | undefined): Promise<{ digest?: string; spec?: TaskSpec }> {
  if (fileOrDigest === undefined) return {};
  if (DIGEST.test(fileOrDigest)) return { digest: fileOrDigest.toLowerCase() };
  const bytes = await readNamedFile(fileOrDigest);
  const spec = readSpec(fileOrDigest, bytes);
  const excess = excessOf(spec);
  if (excess === undefined) return { digest: sha256(bytes), spec };
  throw new BaseError("TASK_EXCESSIVE", `The task asks for too much: ${excess}.`, {
    remedy: "Oracles would call the slices of such a round void. Make it smaller.",
  });
}

/** What the library advises is for oracles, who met the task in a round. */
function readSpec(path: string, bytes: Uint8Array): TaskSpec {
  try {
    return readTaskSpec(bytes);
  } catch (cause) {
    if (!(cause instanceof BaseError)) throw cause;
    throw new BaseError(cause.code, `${path} is not a commonweights.task.v1 document.`, {
      remedy: "It is JSON with network, training, scoring and seed: see docs/training.md.",
      cause,
    });
  }
}

async function commitmentIn(fileOrCommitment: string | undefined): Promise<string | undefined> {
  if (fileOrCommitment === undefined || DIGEST.test(fileOrCommitment)) return fileOrCommitment?.toLowerCase();
  return slicesCommitment(await readSlices(fileOrCommitment));
}

function phaseLines({ phases }: Task, now: number): string {
  let end = now;
  return PHASES.map((name) => {
    end += phases[name];
    return `${name[0]!.toUpperCase()}${name.slice(1)} ${formatDuration(phases[name])}, until about ${formatTime(end)} UTC`;
  }).join("\n");
}
