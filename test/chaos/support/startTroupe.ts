import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startContributor } from "../../../services/contributor/startContributor.ts";
import type { RunningService } from "../../../services/operation/RunningService.ts";
import { startOracle } from "../../../services/oracle/startOracle.ts";
import { type Stage, serviceContext } from "./startStage.ts";

/** A service in this process. */
export type Actor = {
  readonly name: string;
  service: RunningService;
  /** The last block that it looked at and acted on. */
  head: number;
  /** Jobs under way. */
  jobs: number;
  start(): Promise<RunningService>;
};

/** All services of a stage, and its clock. */
export type Troupe = {
  readonly actors: readonly Actor[];
  /** Mines one block, and waits until every service has acted on it and finished its jobs, so many milliseconds at most. */
  mine(secondsPerBlock: number, patience?: number): Promise<void>;
  /** Does something that waits for blocks. */
  whileMining<T>(secondsPerBlock: number, action: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
};

export type TroupeOptions = {
  /** Where they keep their states, each in a folder of its name. */
  readonly folder: string;
  readonly endpoints?: readonly string[];
  readonly chain?: Readonly<Record<string, unknown>>;
};

const POLL = 4;
const PATIENCE = 5_000;

/** Starts every oracle and contributor of a stage in this process. The chain's clock runs when blocks are mined by hand. */
export async function startTroupe(stage: Stage, { folder, ...options }: TroupeOptions): Promise<Troupe> {
  const { world } = stage;
  const actors: Actor[] = [];
  const act = async (name: string, start: (onStep: (step: string) => void) => Promise<RunningService>) => {
    const actor = { name, head: 0, jobs: 0 } as Actor;
    actor.start = () => {
      actor.jobs = 0;
      return start((step) => {
        if (step === "turned") actor.head = actor.service?.status().head?.number ?? 0;
        if (step === "job-begun") actor.jobs += 1;
        if (step === "job-ended") actor.jobs -= 1;
      });
    };
    actor.service = await actor.start();
    actors.push(actor);
  };
  for (const [k, { name }] of world.oracles.entries()) {
    const config = quick(await stage.oracleConfig(k, { ...options, folder: join(folder, name) }));
    await act(name, (onStep) => startOracle({ config, context: serviceContext(name), onStep }));
  }
  for (const [k, { name }] of world.contributors.entries()) {
    const config = quick(await stage.contributorConfig(k, { ...options, folder: join(folder, name) }));
    await act(name, (onStep) => startContributor({ config, context: serviceContext(name), onStep }));
  }

  const mine = async (secondsPerBlock: number, patience = PATIENCE) => {
    const { anvil } = stage;
    const { timestamp } = await anvil.head();
    await anvil.advanceTo(timestamp + BigInt(secondsPerBlock));
    const { number } = await anvil.head();
    const until = performance.now() + patience;
    // The chain's clock runs faster than the wall's, so it has to wait for work that takes its time.
    while (performance.now() < until && actors.some(({ head, jobs }) => head < number || jobs > 0)) await sleep(1);
  };
  return {
    actors,
    mine,
    async whileMining(secondsPerBlock, action) {
      let isDone = false;
      const ending = action().finally(() => {
        isDone = true;
      });
      while (!isDone) await mine(secondsPerBlock);
      return ending;
    },
    async stop() {
      await Promise.all(actors.map(({ service }) => service.stop()));
    },
  };
}

function quick<T extends { readonly chain: { readonly pollMilliseconds: number } }>(config: T): T {
  return { ...config, chain: { ...config.chain, pollMilliseconds: POLL } };
}
