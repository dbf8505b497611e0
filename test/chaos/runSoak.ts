import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSponsoredRound } from "../../services/devnet/openSponsoredRound.ts";
import { openSponsoredSlices } from "../../services/devnet/openSponsoredSlices.ts";
import { send } from "../../src/chain/send.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import {
  CommonToken__factory,
  ScoreBoard__factory,
  SealedUpdates__factory,
  TrainingRounds__factory,
} from "../../typechain-types/index.ts";
import { type Stage, startStage } from "./support/startStage.ts";
import { startTroupe, type Troupe } from "./support/startTroupe.ts";

const usage = `Usage: npm run soak -- [options]

Lives one round after the other with three oracles and a contributor in one process, and watches what they hold.

  --rounds N     rounds to live (default 100)
  --models N     models that take turns (default 20): scoring reads what a model's earlier rounds published
  --minutes N    ends earlier when this long has passed (default: no limit)
  --help         this text

Exit code: 1 when a round was not served, or when the heap of the last tenth is more than 10 % above that of the second.`;

const SECONDS_PER_BLOCK = 6;
/** Blocks in which what is due has to be done; a phase has ten. */
const MOST_BLOCKS = 10;
/** Milliseconds that a block waits for services: on a busy machine a judging thread takes long to start. */
const PATIENCE = 60_000;
/** Enough for the records of what was opened, which are due 300 seconds after a round's end. */
const LAST_BLOCKS = 70;
/** The first tenth fills caches and loads what is loaded late. */
const PARTS = 10;
const MOST_GROWTH = 1.1;

type Sample = {
  readonly round: number;
  readonly secondsPerRound: number;
  readonly heap: number;
  readonly rss: number;
  readonly database: number;
  readonly handles: number;
  readonly descriptors: number;
};

/** Mines many blocks at once up to a chain time at which something is due, seconds. */
async function skipTo({ anvil }: Stage, troupe: Troupe, timestamp: bigint): Promise<void> {
  const head = await anvil.head();
  const blocks = Math.ceil(Number(timestamp - head.timestamp) / SECONDS_PER_BLOCK) - 1;
  if (blocks > 0) await anvil.mine(blocks, SECONDS_PER_BLOCK);
  await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
}

/** Lives one round; resolves to what was not done in time, in words. */
async function liveRound(stage: Stage, troupe: Troupe, number: number): Promise<string[]> {
  const { world } = stage;
  const { addresses } = world.deployment;
  const rounds = TrainingRounds__factory.connect(addresses.trainingRounds, world.provider);
  const board = ScoreBoard__factory.connect(addresses.scoreBoard, world.provider);
  const missed: string[] = [];
  const { contributors, modelIds } = world;
  const round = await troupe.whileMining(SECONDS_PER_BLOCK, () =>
    openSponsoredRound(world, { model: number % modelIds.length, slices: number }),
  );
  const { roundId, deadlines } = round;
  const mineUntil = async (what: string, isReached: () => Promise<boolean>) => {
    for (let k = 0; k < MOST_BLOCKS; k++) {
      if (await isReached()) return;
      await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
    }
    if (!(await isReached())) missed.push(`round ${roundId}: ${what}`);
  };
  const isEach = async (state: "isCommitted" | "isRevealed") =>
    (await board.membersOf(roundId)).every((member) => member[state]);

  await mineUntil("commit", async () => Number((await rounds.roundOf(roundId)).commits) === contributors.length);
  await skipTo(stage, troupe, deadlines.commit - 30n);
  await mineUntil("snapshot", async () => (await board.membersOf(roundId)).length === world.oracles.length);
  await skipTo(stage, troupe, deadlines.commit);
  await mineUntil("reveal", async () => Number((await rounds.roundOf(roundId)).reveals) === contributors.length);
  // The reveal has to be buried before the update is sealed.
  for (let k = 0; k < 4; k++) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
  await skipTo(stage, troupe, deadlines.reveal);
  await troupe.whileMining(SECONDS_PER_BLOCK, () => openSponsoredSlices(world, round));
  await skipTo(stage, troupe, deadlines.opening);
  await mineUntil("scores", () => isEach("isCommitted"));
  await skipTo(stage, troupe, deadlines.scoreCommit);
  await mineUntil("reveal of scores", () => isEach("isRevealed"));
  await skipTo(stage, troupe, deadlines.scoreReveal);
  await mineUntil("settlement", async () => (await rounds.roundOf(roundId)).isSettled);
  return missed;
}

/** What was not done about rounds after their ends: by now, every oracle took its fee and recorded what it opened. */
async function missedAfterwards({ world }: Stage, rounds: number): Promise<string[]> {
  const { scoreBoard, sealedUpdates } = world.deployment.addresses;
  const board = ScoreBoard__factory.connect(scoreBoard, world.provider);
  const sealing = SealedUpdates__factory.connect(sealedUpdates, world.provider);
  const wanted = rounds * world.oracles.length;
  const fees = (await board.queryFilter(board.filters.FeeClaimed())).length;
  const records = (await sealing.queryFilter(sealing.filters.OpeningRecorded())).length;
  return [
    ...(fees === wanted ? [] : [`${fees} of ${wanted} fees were claimed`]),
    ...(records === wanted ? [] : [`${records} of ${wanted} records of openings were made`]),
  ];
}

/** The sponsor gets what the rounds cost, and everybody ether for gas. */
async function fund({ world, anvil }: Stage): Promise<void> {
  const { sponsor, contributors, oracles, deployment } = world;
  const { commonToken, rewardPool } = deployment.addresses;
  for (const { wallet } of [sponsor, ...contributors, ...oracles]) await anvil.setBalance(wallet.address, 10n ** 24n);
  await anvil.setMining("instant");
  // The first development account deployed and holds the initial supply.
  const treasury = { ...sponsor.client, runner: await world.provider.getSigner(0) };
  const token = CommonToken__factory.connect(commonToken, treasury.runner);
  const supply = await token.balanceOf(await treasury.runner.getAddress());
  await send(treasury, token, "Transfer", () => token.transfer(sponsor.wallet.address, supply));
  await approveTokens(sponsor.client, { spender: rewardPool, amount: 2n ** 255n });
  await anvil.setMining("manual");
}

async function sampleOf(folder: string, round: number, secondsPerRound: number): Promise<Sample> {
  // Twice: what the first one finalizes the second one frees.
  for (let k = 0; k < 2; k++) globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  let database = 0;
  for (const file of await readdir(folder, { recursive: true })) {
    if (/state\.sqlite(-wal)?$/.test(file)) database += (await stat(join(folder, file))).size;
  }
  return {
    round,
    secondsPerRound,
    heap: heapUsed,
    rss,
    database,
    handles: process.getActiveResourcesInfo().length,
    descriptors: (await readdir("/proc/self/fd")).length,
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function print(samples: readonly Sample[]): void {
  const of = (key: keyof Sample) => mean(samples.map((sample) => sample[key]));
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1).padStart(7);
  console.log(
    [
      String(samples.at(-1)?.round).padStart(6),
      of("secondsPerRound").toFixed(2).padStart(9),
      mebibytes(of("heap")),
      mebibytes(of("rss")),
      mebibytes(of("database")),
      of("handles").toFixed(1).padStart(7),
      of("descriptors").toFixed(1).padStart(7),
    ].join("  "),
  );
}

/** Lives as many rounds as the arguments say, prints what the services hold, and resolves to the exit code. */
export async function runSoak(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: "string", default: "100" },
      models: { type: "string", default: "20" },
      minutes: { type: "string", default: "Infinity" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }

  if (globalThis.gc === undefined) {
    console.error("Run node with --expose-gc: without it, the heap holds what nobody uses any more.");
    return 2;
  }
  const wanted = Number(values.rounds);
  const stage = await startStage({ oracles: 3, contributors: 1, models: Math.min(Number(values.models), wanted) });
  const folder = join(stage.folder, "soak");
  const missed: string[] = [];
  const samples: Sample[] = [];
  try {
    await fund(stage);
    const troupe = await startTroupe(stage, { folder });
    const until = performance.now() + Number(values.minutes) * 60_000;
    try {
      for (let k = 0; k < 3; k++) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
      for (let number = 0; number < wanted && performance.now() < until; number++) {
        const from = performance.now();
        missed.push(...(await liveRound(stage, troupe, number)));
        samples.push(await sampleOf(folder, number + 1, (performance.now() - from) / 1000));
        if (samples.length % 10 === 0) console.error(`${samples.length} rounds`);
      }
      for (let k = 0; k < LAST_BLOCKS; k++) await troupe.mine(SECONDS_PER_BLOCK, PATIENCE);
      missed.push(...(await missedAfterwards(stage, samples.length)));
    } finally {
      await troupe.stop();
    }
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
  const heaps: number[] = [];
  console.log(" round  s/round    heap MiB  RSS MiB  database  handles  files");
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [part, part + 1].map((k) => Math.round((k * samples.length) / PARTS)) as [number, number];
    const tenth = samples.slice(from, to);
    if (tenth.length === 0) continue;
    print(tenth);
    heaps.push(mean(tenth.map(({ heap }) => heap)));
  }
  const growth = (heaps.at(-1) ?? 0) / (heaps[1] ?? Number.POSITIVE_INFINITY);
  console.log(
    `${samples.length} rounds; ${missed.length} acts missed; heap × ${growth.toFixed(3)} since the second tenth`,
  );
  for (const one of missed) console.log(`missed: ${one}`);
  return missed.length === 0 && growth <= MOST_GROWTH ? 0 : 1;
}
