import { parseEther, toUtf8Bytes } from "ethers";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { EvaluationReport } from "../../src/learning/report/EvaluationReport.ts";
import { writeEvaluationReport } from "../../src/learning/report/writeEvaluationReport.ts";
import { recordUse } from "../../src/market/recordUse.ts";
import { Use } from "../../src/market/Terms.ts";
import { requestExit } from "../../src/staking/requestExit.ts";
import { stakeTokens } from "../../src/staking/stakeTokens.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import type { DevWorld } from "./DevWorld.ts";
import { offerDataset } from "./offerDataset.ts";
import { openSponsoredRound } from "./openSponsoredRound.ts";
import { playRound } from "./playRound.ts";
import { proposeLive } from "./proposeLive.ts";
import { reportOnCandidate } from "./reportOnCandidate.ts";
import type { DevClock } from "./startClock.ts";
import { voteLive } from "./voteLive.ts";

/** A version that members may promote. */
export type DevCandidate = {
  readonly modelId: bigint;
  readonly liveVersion: number;
  readonly version: number;
  /** SHA-256 of its evaluation report, which the store has. */
  readonly reportDigest: string;
};

/** What happened on a devnet before anybody looked. */
export type History = {
  /** Alice's, on offer. */
  readonly datasetId: bigint;
  readonly offerId: bigint;
  /** Bob's, of that offer, used once. */
  readonly licenseId: bigint;
  /** Settled, and nothing claimed; the first one's version is live, and the version before it can be gone back to. */
  readonly roundIds: readonly bigint[];
  /** Commit lasts a day. */
  readonly openRoundId: bigint;
  /** Nobody has proposed it. */
  readonly candidate: DevCandidate;
  /** Another model's candidate, which members can vote on for four more days. */
  readonly proposed: DevCandidate & { readonly proposalId: bigint };
};

export type LiveHistoryParameters = {
  readonly world: DevWorld;
  /** The blocks come with each transaction. */
  readonly clock: Pick<DevClock, "jumpTo">;
  /** When it ends, in seconds: {@link HISTORY_SECONDS} later than it begins, or more. */
  readonly until: bigint;
};

const DAY = 86_400;
/** A history lasts no longer than this, in seconds of the chain. */
export const HISTORY_SECONDS = BigInt(20 * DAY);
/** Before the end: a day until votes count, and one since. */
const PROPOSED_SECONDS = BigInt(2 * DAY);
const BOB_STAKE = parseEther("5000");
const BOB_EXIT = parseEther("500");
const OPEN_PHASES = { commit: DAY, reveal: DAY, opening: DAY, scoreCommit: DAY, scoreReveal: DAY };

/**
 * Lives what a devnet without services has behind it: a dataset sold, stake that leaves, three rounds trained and scored, one version voted
 * live, one proposed, one left to be proposed, and a round that has just begun. The oracles need seats.
 */
export async function liveHistory({ world, clock, until }: LiveHistoryParameters): Promise<History> {
  const sold = await sellDataset(world);
  await stakeSome(world);
  const first = await settleNext(world, clock, { model: 0, slices: 0 });
  await voteLive(world, clock, first.report);
  const second = await settleNext(world, clock, { model: 0, slices: 1 });
  const third = await settleNext(world, clock, { model: 1, slices: 2 });
  await clock.jumpTo(until - PROPOSED_SECONDS);
  const proposalId = await proposeLive(world, third.report);
  await clock.jumpTo(until);
  const open = await openSponsoredRound(world, { model: 0, slices: 3, phases: OPEN_PHASES });
  return {
    ...sold,
    roundIds: [first, second, third].map(({ roundId }) => roundId),
    openRoundId: open.roundId,
    candidate: second.candidate,
    proposed: { ...third.candidate, proposalId },
  };
}

/** Alice sells a license to Bob, who uses it. */
async function sellDataset({ store, users: { alice, bob } }: DevWorld) {
  const name = "Alice's penguins";
  const { datasetId, offerId, buy } = await offerDataset({
    store,
    owner: alice,
    manifest: {
      "@type": "sc:Dataset",
      conformsTo: "http://mlcommons.org/croissant/1.1",
      name,
      description: "Measurements of penguins that Alice took herself.",
      license: "https://creativecommons.org/publicdomain/zero/1.0/",
    },
    terms: { uses: Use.Train | Use.Evaluate, durationSeconds: 90 * DAY, quota: 10, isTransferable: true },
    text: `Train and evaluate on "${name}" for 90 days, ten times at most; the rows may not be passed on.`,
  });
  const licenseId = await buy(bob);
  const digest = await store.put(toUtf8Bytes("Bob's evaluation"));
  await recordUse(bob.client, { licenseId, use: Use.Evaluate, roundId: 0n, modelVersion: 0, digest });
  return { datasetId, offerId, licenseId };
}

/** Bob stakes, and some of it has waited long enough to leave. */
async function stakeSome({ deployment, users: { bob } }: DevWorld): Promise<void> {
  await approveTokens(bob.client, { spender: deployment.addresses.staking, amount: BOB_STAKE });
  await stakeTokens(bob.client, { amount: BOB_STAKE });
  await requestExit(bob.client, { amount: BOB_EXIT });
}

/** Plays the next round of a model to its end, and keeps the report on the version that it brings. */
async function settleNext(
  world: DevWorld,
  clock: Pick<DevClock, "jumpTo">,
  numbers: { readonly model: number; readonly slices: number },
): Promise<{ roundId: bigint; report: EvaluationReport; candidate: DevCandidate }> {
  const round = await openSponsoredRound(world, numbers);
  await playRound(world, clock, round);
  const { roundId, modelId, baseVersion } = round;
  const report = await reportOnCandidate(world, round);
  if (report === undefined) {
    throw new BaseError("NO_CANDIDATE", `Round ${roundId} of the devnet's history brought forth no version.`, {
      remedy: "Start the devnet with another number of contributors.",
    });
  }
  const reportDigest = await world.store.put(writeEvaluationReport(report));
  const { version } = report.subject;
  return { roundId, report, candidate: { modelId, liveVersion: baseVersion, version, reportDigest } };
}
