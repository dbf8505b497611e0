import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startContributor } from "../../../services/contributor/startContributor.ts";
import type { DevWorld } from "../../../services/devnet/DevWorld.ts";
import { openSponsoredRound } from "../../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../../services/devnet/openSponsoredSlices.ts";
import type { SponsoredRound } from "../../../services/devnet/SponsoredRound.ts";
import type { RunningService } from "../../../services/operation/RunningService.ts";
import { startOracle } from "../../../services/oracle/startOracle.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { phaseOf } from "../../../src/training/phaseOf.ts";
import { TrainingRounds__factory } from "../../../typechain-types/index.ts";
import { auditRound } from "./auditRound.ts";
import { drawRules } from "./drawRules.ts";
import { type FaultProxy, startFaultProxy } from "./startFaultProxy.ts";
import { type Stage, serviceContext } from "./startStage.ts";

export type SeedReport = {
  readonly seed: number;
  /** What should not have been; empty is good. */
  readonly problems: readonly string[];
  readonly faults: number;
  readonly reorgs: readonly number[];
  readonly restarts: number;
};

/** Seconds of a phase, and between blocks: thirty blocks, of which faults get the first fifteen. */
const PHASE = 240;
const SECONDS_PER_BLOCK = 8;
const FAULTY_BLOCKS = 15;
const ENDPOINTS = 3;
const NEEDED = 2;
const DEPTHS = [1, 1, 2, 3, 3, 6, 12];
/** Wall time, milliseconds, that a block waits for services that are held up, while things go wrong and afterwards. */
const PATIENCE = 40;
const LONG_PATIENCE = 5_000;
const POLL = 4;

type Actor = {
  readonly name: string;
  service: RunningService;
  head: number;
  jobs: number;
  start(): Promise<RunningService>;
};

/**
 * Lives one round with three endpoints that misbehave as the seed says, one of them lying, reorganisations and restarts. In
 * the second half of each phase nothing goes wrong: what is missed then is missed for no good reason.
 */
export async function playSeed(stage: Stage, seed: number): Promise<SeedReport> {
  await stage.reset();
  const { anvil, world } = stage;
  const beginning = (await anvil.head()).number;
  const random = createRandom(seed, 1);
  const proxies: FaultProxy[] = [];
  for (let k = 0; k < ENDPOINTS; k++) proxies.push(await startFaultProxy({ upstream: anvil.url, seed: 31 * seed + k }));
  const folder = join(stage.folder, `seed-${seed}`);
  const reorgs: number[] = [];
  let restarts = 0;
  const actors = await startActors(stage, folder, proxies);

  let isHealthy = true;
  const mine = async () => {
    const { timestamp } = await anvil.head();
    await anvil.advanceTo(timestamp + BigInt(SECONDS_PER_BLOCK));
    const { number } = await anvil.head();
    const until = performance.now() + (isHealthy ? LONG_PATIENCE : PATIENCE);
    // The chain's clock runs faster than the wall's, so it has to wait for work that takes its time.
    while (performance.now() < until && actors.some(({ head, jobs }) => head < number || jobs > 0)) await sleep(2);
  };
  const disturb = async () => {
    for (const actor of actors) {
      if (random.uniform() >= 0.02) continue;
      restarts += 1;
      await actor.service.stop();
      actor.service = await actor.start();
    }
    if (random.uniform() < 0.06) {
      const { number } = await anvil.head();
      // Not below the beginning of the stage: that state was loaded, and cannot be gone back behind.
      const depth = Math.min(DEPTHS[random.integer(DEPTHS.length)]!, number - beginning - 1);
      await anvil.reorg({
        depth,
        blocks: depth + 1,
        secondsPerBlock: SECONDS_PER_BLOCK,
        returnAfter: random.integer(2),
      });
      reorgs.push(depth);
      // Nodes have another head now; a lower one than before is news as well.
      for (const actor of actors) actor.head = 0;
    }
  };
  try {
    for (let k = 0; k < 3; k++) await mine();
    const phases = { commit: PHASE, reveal: PHASE, opening: PHASE, scoreCommit: PHASE, scoreReveal: PHASE };
    const round = await whileMining(mine, () => openSponsoredRound(world, { phases, slices: seed % 8 }));
    const { commit, reveal, opening, scoreCommit, scoreReveal } = round.deadlines;
    for (const [phase, end] of [
      commit,
      reveal,
      opening,
      scoreCommit,
      scoreReveal,
      scoreReveal + BigInt(PHASE),
    ].entries()) {
      const liar = random.integer(ENDPOINTS);
      for (const [k, proxy] of proxies.entries()) proxy.set(drawRules(random, k === liar));
      for (let block = 0; (await anvil.head()).timestamp < end; block++) {
        // The sponsor is no service: when its transaction goes down in a reorganisation, it sends it again.
        if (phase === 2 && (block === 2 || block === FAULTY_BLOCKS + 1)) await openOnce(world, round, mine);
        isHealthy = block >= FAULTY_BLOCKS;
        if (isHealthy) for (const proxy of proxies) proxy.heal();
        else await disturb();
        await mine();
      }
    }
    for (let k = 0; k < 10; k++) await mine();
    const problems = await auditRound(stage, { roundId: round.roundId, folder });
    const faults = proxies.reduce((sum, { injected }) => sum + [...injected.values()].reduce((a, b) => a + b, 0), 0);
    return { seed, problems, faults, reorgs, restarts };
  } finally {
    await Promise.all(actors.map(({ service }) => service.stop()));
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await rm(folder, { recursive: true, force: true });
  }
}

async function startActors(stage: Stage, folder: string, proxies: readonly FaultProxy[]): Promise<Actor[]> {
  const endpoints = proxies.map(({ url }) => url);
  const actors: Actor[] = [];
  const act = async (name: string, start: (onStep: (step: string) => void) => Promise<RunningService>) => {
    const actor = { name, head: 0, jobs: 0 } as Actor & { service: RunningService };
    const restart = () => {
      actor.jobs = 0;
      return start((step) => {
        if (step === "turned") actor.head = actor.service?.status().head?.number ?? 0;
        if (step === "job-begun") actor.jobs += 1;
        if (step === "job-ended") actor.jobs -= 1;
      });
    };
    Object.assign(actor, { start: restart, service: await restart() });
    actors.push(actor);
  };
  const options = (name: string) => ({ endpoints, chain: { quorum: NEEDED }, folder: join(folder, name) });
  for (const [k, { name }] of stage.world.oracles.entries()) {
    const config = quick(await stage.oracleConfig(k, options(name)));
    await act(name, (onStep) => startOracle({ config, context: serviceContext(name), onStep }));
  }
  for (const [k, { name }] of stage.world.contributors.entries()) {
    const config = quick(await stage.contributorConfig(k, options(name)));
    await act(name, (onStep) => startContributor({ config, context: serviceContext(name), onStep }));
  }
  return actors;
}

function quick<T extends { readonly chain: { readonly pollMilliseconds: number } }>(config: T): T {
  return { ...config, chain: { ...config.chain, pollMilliseconds: POLL } };
}

async function openOnce(world: DevWorld, round: SponsoredRound, mine: () => Promise<void>): Promise<void> {
  const rounds = TrainingRounds__factory.connect(world.deployment.addresses.trainingRounds, world.provider);
  if ((await phaseOf(world.sponsor.client, round)) !== "Opening" || (await rounds.roundOf(round.roundId)).isOpened)
    return;
  await whileMining(mine, () => openSponsoredSlices(world, round));
}

/** Does something on the chain that waits for blocks. */
async function whileMining<T>(mine: () => Promise<void>, action: () => Promise<T>): Promise<T> {
  let isDone = false;
  const ending = action().finally(() => {
    isDone = true;
  });
  while (!isDone) await mine();
  return ending;
}
