import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DevWorld } from "../../../services/devnet/DevWorld.ts";
import { openSponsoredRound } from "../../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../../services/devnet/openSponsoredSlices.ts";
import type { SponsoredRound } from "../../../services/devnet/SponsoredRound.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { phaseOf } from "../../../src/training/phaseOf.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { auditRound } from "./auditRound.ts";
import { drawRules } from "./drawRules.ts";
import { type FaultProxy, startFaultProxy } from "./startFaultProxy.ts";
import type { Stage } from "./startStage.ts";
import { startTroupe, type Troupe } from "./startTroupe.ts";

export type SeedReport = {
  readonly seed: number;
  /** What should not have been; empty is good. */
  readonly problems: readonly string[];
  /** Requests that something was done to. */
  readonly faults: number;
  /** Depths. */
  readonly reorgs: readonly number[];
  readonly restarts: number;
};

/** Seconds of a phase, and between blocks: thirty blocks, of which faults get the first fifteen. */
const PHASE = 240;
const SECONDS_PER_BLOCK = 8;
const FAULTY_BLOCKS = 15;
/** Milliseconds that a block waits for services while things go wrong. */
const FAULTY_PATIENCE = 40;
const ENDPOINTS = 3;
const NEEDED = 2;
const DEPTHS = [1, 1, 2, 3, 3, 6, 12];

/**
 * Lives one round with three endpoints that misbehave as the seed says, one of them lying, reorganisations and restarts. In
 * the second half of each phase nothing goes wrong: what is missed then is missed for no good reason.
 */
export async function playSeed(stage: Stage, seed: number): Promise<SeedReport> {
  await stage.reset();
  const { anvil, world } = stage;
  const beginning = (await anvil.head()).number;
  const random = createRandom(seed, 1);
  const folder = join(stage.folder, `seed-${seed}`);
  const reorgs: number[] = [];
  let restarts = 0;
  const proxies: FaultProxy[] = [];
  for (let k = 0; k < ENDPOINTS; k++) {
    proxies.push(await startFaultProxy({ upstream: anvil.url, seed: ENDPOINTS * seed + k }));
  }
  const troupe = await startTroupe(stage, {
    folder,
    endpoints: proxies.map(({ url }) => url),
    chain: { quorum: NEEDED },
  });

  const disturb = async () => {
    for (const actor of troupe.actors) {
      if (random.uniform() >= 0.02) continue;
      restarts += 1;
      await actor.service.stop();
      actor.service = await actor.start();
    }
    if (random.uniform() >= 0.06) return;
    const { number } = await anvil.head();
    // Not below the beginning of the stage: that state was loaded, and cannot be gone back behind.
    const depth = Math.min(DEPTHS[random.integer(DEPTHS.length)]!, number - beginning - 1);
    await anvil.reorg({ depth, secondsPerBlock: SECONDS_PER_BLOCK, returnAfter: random.integer(2) });
    reorgs.push(depth);
  };
  try {
    for (let k = 0; k < 3; k++) await troupe.mine(SECONDS_PER_BLOCK);
    const phases = { commit: PHASE, reveal: PHASE, opening: PHASE, scoreCommit: PHASE, scoreReveal: PHASE };
    const open = () => openSponsoredRound(world, { phases, slices: seed % 8 });
    const round = await troupe.whileMining(SECONDS_PER_BLOCK, open);
    const { commit, reveal, opening, scoreCommit, scoreReveal } = round.deadlines;
    const afterwards = scoreReveal + BigInt(2 * PHASE);
    for (const [phase, end] of [commit, reveal, opening, scoreCommit, scoreReveal, afterwards].entries()) {
      const liar = random.integer(ENDPOINTS);
      for (const [k, proxy] of proxies.entries()) proxy.set(drawRules(random, k === liar));
      for (let block = 0; (await anvil.head()).timestamp < end; block++) {
        const isHealthy = block >= FAULTY_BLOCKS;
        if (isHealthy) for (const proxy of proxies) proxy.heal();
        else await disturb();
        // The sponsor is no service: when its transaction goes down in a reorganisation, it sends it again.
        if (phase === 2 && (block === 2 || block === FAULTY_BLOCKS + 1)) await openOnce(world, round, troupe);
        await troupe.mine(SECONDS_PER_BLOCK, isHealthy ? undefined : FAULTY_PATIENCE);
      }
    }
    await troupe.stop();
    const problems = await auditRound(stage, { roundId: round.roundId, folder });
    const faults = proxies.reduce((sum, { injected }) => sum + [...injected.values()].reduce((a, b) => a + b, 0), 0);
    return { seed, problems, faults, reorgs, restarts };
  } finally {
    await troupe.stop();
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function openOnce(world: DevWorld, round: SponsoredRound, troupe: Troupe): Promise<void> {
  const rounds = TrainingRounds__factory.connect(world.deployment.addresses.trainingRounds, world.provider);
  const isOpening = (await phaseOf(world.sponsor.client, round)) === "Opening";
  if (!isOpening || (await rounds.roundOf(round.roundId)).isOpened) return;
  await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredSlices(world, round));
}
