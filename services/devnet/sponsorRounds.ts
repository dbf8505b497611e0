import { read } from "../../src/chain/read.ts";
import { RevertError } from "../../src/errors/RevertError.ts";
import { settleRound } from "../../src/scoring/settleRound.ts";
import { closeRound } from "../../src/training/closeRound.ts";
import type { Phase } from "../../src/training/Phase.ts";
import { phaseOf } from "../../src/training/phaseOf.ts";
import type { PhaseSeconds } from "../../src/training/Task.ts";
import { RewardPool__factory, TrainingRounds__factory } from "../../typechain-types/index.ts";
import { toTokens } from "../demo/amounts.ts";
import type { DevWorld } from "./DevWorld.ts";
import { openSponsoredRound } from "./openSponsoredRound.ts";
import { openSponsoredSlices } from "./openSponsoredSlices.ts";
import { reportOnCandidate } from "./reportOnCandidate.ts";
import type { SponsoredRound } from "./SponsoredRound.ts";
import type { DevClock } from "./startClock.ts";
import { voteLive } from "./voteLive.ts";

/** Says what happened, with the numbers apart. */
export type Say = (message: string, fields?: Readonly<Record<string, unknown>>) => void;

export type SponsorRoundsParameters = {
  /** Stops after so many settled rounds; without it, goes on until the clock stops. */
  readonly rounds?: number;
  /** A model learns so many rounds before the next one has its turn; the last one goes on. */
  readonly roundsPerModel?: number;
  readonly phases?: PhaseSeconds;
  readonly say?: Say;
};

const ROUNDS_PER_MODEL = 5;
/** Oracles settle; the sponsor does when they have not for so long, in seconds of the chain. */
const SETTLING_PATIENCE = 600n;
const FAILURES = ["none", "nobody revealed", "no committee", "slices not opened", "slices void", "no quorum"];

/**
 * Sponsors one round after the other: opens it, opens its slices, waits for its end, and lets the members vote a better
 * version live, which the next round starts from. Resolves to the settled rounds.
 * @throws BaseError `CLOCK_STOPPED` when the clock is stopped meanwhile.
 */
export async function sponsorRounds(
  world: DevWorld,
  clock: DevClock,
  {
    rounds = Number.POSITIVE_INFINITY,
    roundsPerModel = ROUNDS_PER_MODEL,
    phases,
    say = () => {},
  }: SponsorRoundsParameters = {},
): Promise<bigint[]> {
  const settled: bigint[] = [];
  for (let number = 0; settled.length < rounds; number++) {
    const model = Math.min(Math.floor(number / roundsPerModel), world.modelIds.length - 1);
    const round = await openSponsoredRound(world, {
      model,
      slices: number,
      ...(phases === undefined ? {} : { phases }),
    });
    const { roundId, modelId, baseVersion, deadlines } = round;
    say("round opened", { roundId, modelId, baseVersion });
    await clock.reach(deadlines.reveal);
    if ((await phaseOf(world.sponsor.client, { roundId })) === "Opening") {
      // Somebody may have moved the chain's time past the phase just now.
      if (await isDone(() => openSponsoredSlices(world, round))) say("slices opened", { roundId });
    }
    if ((await endOf(world, clock, round, say)) === "Settled") {
      settled.push(roundId);
      await tellEarned(world, roundId, say);
      await promote(world, clock, round, say);
    }
  }
  return settled;
}

/** Waits until a round is settled or has failed. */
async function endOf(
  { sponsor }: DevWorld,
  clock: DevClock,
  { roundId, deadlines }: SponsoredRound,
  say: Say,
): Promise<Phase> {
  for (;;) {
    const phase = await phaseOf(sponsor.client, { roundId });
    if (phase === "Settled") return phase;
    if (phase === "Failed") {
      const rounds = TrainingRounds__factory.connect(sponsor.client.addresses.trainingRounds, sponsor.wallet);
      say("round failed", { roundId, reason: FAILURES[Number(await read(rounds.failureOf(roundId)))] });
      await isDone(() => closeRound(sponsor.client, { roundId }));
      return phase;
    }
    if (phase === "Settling" && clock.now() > deadlines.scoreReveal + SETTLING_PATIENCE) {
      say("nobody settles: the sponsor does", { roundId });
      await isDone(async () => void (await settleRound(sponsor.client, { roundId })));
    }
    await clock.reach(clock.now() + 1n);
  }
}

/** False when it came too late: anyone may close or settle a round, or move the chain's time. */
async function isDone(act: () => Promise<void>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof RevertError)) throw error;
    return false;
  }
}

async function tellEarned({ deployment, provider }: DevWorld, roundId: bigint, say: Say): Promise<void> {
  const pool = RewardPool__factory.connect(deployment.addresses.rewardPool, provider);
  const [event] = await read(pool.queryFilter(pool.filters.PotSettled(roundId), deployment.fromBlock));
  say("round settled", { roundId, earned: toTokens(event!.args.earned) });
}

async function promote(world: DevWorld, clock: DevClock, round: SponsoredRound, say: Say): Promise<void> {
  const report = await reportOnCandidate(world, round);
  const { modelId } = round;
  if (report === undefined) return say("no new version", { modelId });
  const { version } = report.subject;
  const accuracy = report.metrics.accuracy;
  // Members read the report: a version that does worse on the test rows stays a candidate.
  if ((report.change?.loss.mean ?? 0) > 0) return say("version not promoted: worse on test rows", { modelId, version });
  const isLive = await isDone(() => voteLive(world, clock, report));
  say(isLive ? "version voted live, eight days later" : "version not voted live", { modelId, version, accuracy });
}
