import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DevActor } from "../../../services/devnet/DevWorld.ts";
import { openSponsoredRound } from "../../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../../services/devnet/openSponsoredSlices.ts";
import { createRandom } from "../../../src/learning/createRandom.ts";
import { auditRound } from "./auditRound.ts";
import type { ChildMessage, KillOrder } from "./ChildMessage.ts";
import { contributorPoints, oraclePoints } from "./killPoints.ts";
import type { Stage } from "./startStage.ts";

export type KillsReport = {
  readonly problems: readonly string[];
  /** How often a process was killed at each point. */
  readonly kills: ReadonlyMap<string, number>;
  /** Milliseconds from each start after a kill until the service had looked at the chain and acted. */
  readonly recoveries: readonly number[];
};

const PHASE = 240;
const SECONDS_PER_BLOCK = 8;
const PATIENCE = 20_000;
/** Blocks after which a point that did not come is given up. */
const ORDER_BLOCKS = 30;
const CHILD = new URL("./serviceChild.ts", import.meta.url);

type Actor = {
  readonly name: string;
  readonly points: readonly string[];
  readonly config: string;
  child: ChildProcess;
  head: number;
  jobs: number;
  order: KillOrder | undefined;
  /** Blocks since then. */
  orderedFor: number;
  startedAt: number;
  isAlive: boolean;
};

/**
 * Lives one round with every service in a process of its own; now and then one kills itself with SIGKILL at a named point and
 * is started again. The chain waits for it: what is measured is whether it goes on correctly, and how soon.
 */
export async function playKills(stage: Stage, seed: number, killsPerBlock: number): Promise<KillsReport> {
  await stage.reset();
  const { anvil, world } = stage;
  const random = createRandom(seed, 2);
  const folder = join(stage.folder, `kills-${seed}`);
  const kills = new Map<string, number>();
  const recoveries: number[] = [];
  const actors: Actor[] = [];
  let isEnding = false;

  const start = (actor: Actor) => {
    const child = fork(CHILD, [actor.name, actor.config], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    Object.assign(actor, { child, head: 0, jobs: 0, order: undefined, startedAt: performance.now(), isAlive: false });
    child.on("message", (message) => {
      const said = message as ChildMessage;
      if (said.step === "job-begun") actor.jobs += 1;
      if (said.step === "job-ended") actor.jobs -= 1;
      if (said.step !== "turned") return;
      actor.head = said.head;
      if (!actor.isAlive) recoveries.push(performance.now() - actor.startedAt);
      actor.isAlive = true;
    });
    child.on("exit", (_code, signal) => {
      if (isEnding) return;
      if (signal === "SIGKILL") kills.set(actor.order!.point, (kills.get(actor.order!.point) ?? 0) + 1);
      start(actor);
    });
  };
  const mine = async () => {
    const { timestamp } = await anvil.head();
    await anvil.advanceTo(timestamp + BigInt(SECONDS_PER_BLOCK));
    const { number } = await anvil.head();
    const until = performance.now() + PATIENCE;
    while (performance.now() < until && actors.some(({ head, jobs, isAlive }) => !isAlive || head < number || jobs > 0))
      await sleep(2);
  };
  try {
    for (const actor of [...world.oracles, ...world.contributors]) {
      const isOracle = world.oracles.some(({ name }) => name === actor.name);
      actors.push(await prepare(stage, actor, folder, isOracle ? oraclePoints : contributorPoints));
    }
    for (const actor of actors) start(actor);
    for (let k = 0; k < 3; k++) await mine();
    recoveries.length = 0;
    const phases = { commit: PHASE, reveal: PHASE, opening: PHASE, scoreCommit: PHASE, scoreReveal: PHASE };
    const round = await whileMining(mine, () => openSponsoredRound(world, { phases, slices: seed % 8 }));
    const end = round.deadlines.scoreReveal + BigInt(3 * PHASE);
    let isOpened = false;
    for (let now = 0n; now < end; now = (await anvil.head()).timestamp) {
      if (!isOpened && now > round.deadlines.reveal) {
        isOpened = true;
        await whileMining(mine, () => openSponsoredSlices(world, round));
      }
      const actor = actors[random.integer(actors.length)]!;
      const isFree = actor.order === undefined || actor.orderedFor >= ORDER_BLOCKS;
      if (random.uniform() < killsPerBlock && isFree && actor.child.connected) {
        actor.order = { point: actor.points[random.integer(actor.points.length)]!, times: 1 };
        actor.orderedFor = 0;
        actor.child.send(actor.order);
      }
      for (const one of actors) one.orderedFor += 1;
      await mine();
    }
    await endAll();
    return { problems: await auditRound(stage, { roundId: round.roundId, folder }), kills, recoveries };
  } finally {
    await endAll();
    await rm(folder, { recursive: true, force: true });
  }

  async function endAll(): Promise<void> {
    isEnding = true;
    await Promise.all(
      actors.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const exit = once(child, "exit");
        child.kill("SIGTERM");
        await exit;
      }),
    );
  }
}

async function prepare(stage: Stage, { name }: DevActor, folder: string, points: readonly string[]): Promise<Actor> {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  const actor = [...stage.world.oracles, ...stage.world.contributors].find((one) => one.name === name)!;
  const raw = await stage.rawConfig(actor, { folder: home });
  const config = join(home, "config.json");
  await writeFile(config, JSON.stringify(raw));
  return {
    name,
    points,
    config,
    head: 0,
    jobs: 0,
    order: undefined,
    orderedFor: 0,
    startedAt: 0,
    isAlive: false,
  } as unknown as Actor;
}

async function whileMining<T>(mine: () => Promise<void>, action: () => Promise<T>): Promise<T> {
  let isDone = false;
  const ending = action().finally(() => {
    isDone = true;
  });
  while (!isDone) await mine();
  return ending;
}
