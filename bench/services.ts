import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { id, toBeHex, toQuantity } from "ethers";
import { openSponsoredRound } from "../services/devnet/openSponsoredRound.ts";
import type { RunningService } from "../services/operation/RunningService.ts";
import { startOracle } from "../services/oracle/startOracle.ts";
import { createQuorum } from "../src/chain/createQuorum.ts";
import { followChain } from "../src/chain/followChain.ts";
import { openEndpoint } from "../src/chain/openEndpoint.ts";
import { openState } from "../src/node/state/openState.ts";
import { type Stage, serviceContext, startStage } from "../test/chaos/support/startStage.ts";
import { CommonToken__factory, TrainingRounds__factory } from "../typechain-types/index.ts";

/**
 * What a service that runs for months needs: how fast it catches up, how soon it turns after it was started, and what a turn
 * costs when there are ten thousand rounds behind it. All nodes are one Anvil on this machine: what is measured beside a
 * service is that node, which answers once per endpoint. Processor time of the service's thread tells what a busy machine hides.
 */
const EMPTY_BLOCKS = 5_000;
const FULL_BLOCKS = 1_000;
const STARTS = 5;
const OLD_ROUNDS = 10_000;
/** What a round with three oracles and two contributors leaves behind. */
const EVENTS_PER_ROUND = 25;
/** Three words, as most events have. */
const OTHER_DATA = `0x${"00".repeat(96)}`;
const AWAKE_ROUNDS = 5;
const TURNS = 20;
const SECONDS_PER_BLOCK = 12;
const COMMIT_SECONDS = 7_200;
const WANTED_BLOCKS_PER_SECOND = 500;
const ROOT = fileURLToPath(new URL("../", import.meta.url));
const roundOpened = TrainingRounds__factory.createInterface().getEvent("RoundOpened").topicHash;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const stage = await startStage({ contributors: 1 });
try {
  await measureStart(stage);
  await measureTurn(stage);
  await measureCatchUp(stage);
} finally {
  await stage.close();
}

/** From the process's start to its first turn, with keys that cost nothing to open. */
async function measureStart({ world, folder, rawConfig }: Stage): Promise<void> {
  const milliseconds: number[] = [];
  for (let k = 0; k < STARTS; k++) {
    const home = await mkdtemp(join(folder, "start-"));
    const path = join(home, "oracle.json");
    const config = { ...(await rawConfig(world.oracles[0]!, { folder: home })), log: { level: "debug" } };
    await writeFile(path, JSON.stringify(config));
    const from = performance.now();
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/oracle.ts", "--config", path], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const exit = once(child, "exit");
    for await (const line of createInterface({ input: child.stderr })) if (line.includes('"turned"')) break;
    milliseconds.push(performance.now() - from);
    child.stderr.resume();
    child.kill("SIGTERM");
    await exit;
  }
  console.log(`\nFrom spawn to the first turn: ${median(milliseconds).toFixed(0)} ms, median of ${STARTS}`);
}

async function measureTurn(stage: Stage): Promise<void> {
  const { world, anvil, folder } = stage;
  await anvil.setMining("instant");
  const phases = { commit: COMMIT_SECONDS, reveal: 60, opening: 60, scoreCommit: 60, scoreReveal: 60 };
  for (let slices = 0; slices < AWAKE_ROUNDS; slices++) await openSponsoredRound(world, { phases, slices });
  await anvil.setMining("manual");
  // From the middle of Commit on, an oracle looks on every head whether a committee makes sense yet.
  await anvil.advanceTo((await anvil.head()).timestamp + BigInt(COMMIT_SECONDS / 2));
  const config = await stage.oracleConfig(0, { folder: join(folder, "turns") });
  console.log(
    "\n| rounds in the state | awake | turn, median | largest | processor, median | heap |\n|---:|---:|---:|---:|---:|---:|",
  );
  await turnsOf(stage, config, 0);
  await addOldRounds(stage, config);
  await turnsOf(stage, config, OLD_ROUNDS);
}

/** From the moment that a new block is kept to the end of the turn that it brings. */
async function turnsOf({ anvil }: Stage, config: Parameters<typeof startOracle>[0]["config"], old: number) {
  let keptAt: number | undefined;
  let keptCpu = process.threadCpuUsage();
  let head = 0;
  const milliseconds: number[] = [];
  const processor: number[] = [];
  const service: RunningService = await startOracle({
    config,
    context: serviceContext("oracle"),
    onStep(step) {
      if (step === "blocks-kept") [keptAt, keptCpu] = [performance.now(), process.threadCpuUsage()];
      if (step !== "turned" || keptAt === undefined) return;
      milliseconds.push(performance.now() - keptAt);
      processor.push(millisecondsOf(process.threadCpuUsage(keptCpu)));
      keptAt = undefined;
      head = service?.status().head?.number ?? 0;
    },
  });
  try {
    // The first turns begin with catching up, seats and keys.
    for (let k = 0; k < TURNS + 5; k++) {
      const { number } = await anvil.mine(1, SECONDS_PER_BLOCK);
      while (head < number) await sleep(1);
    }
    collectGarbage();
    const { rounds } = service.status();
    const awake = Object.values(rounds).reduce((a, b) => a + b, 0);
    const measured = milliseconds.slice(-TURNS);
    const heap = `${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB`;
    const cells = [
      old + AWAKE_ROUNDS,
      awake,
      ms(median(measured)),
      ms(Math.max(...measured)),
      ms(median(processor.slice(-TURNS))),
      heap,
    ];
    console.log(`| ${cells.join(" | ")} |`);
  } finally {
    await service.stop();
  }
}

/** Rounds that ended long ago, as they stay in a state: their events, and that nothing is left to do about them. */
async function addOldRounds(
  { world, anvil }: Stage,
  { chain, stateFolder }: Awaited<ReturnType<Stage["oracleConfig"]>>,
) {
  const { trainingRounds } = world.deployment.addresses;
  const rounds = TrainingRounds__factory.connect(trainingRounds, world.provider);
  const [opened] = await rounds.queryFilter(rounds.filters.RoundOpened());
  const block = await anvil.mine(1, SECONDS_PER_BLOCK);
  const state = openState({
    path: join(stateFolder, "state.sqlite"),
    finalityDepth: chain.finalityDepth,
    subject: `chain ${chain.chainId}, account ${world.oracles[0]!.wallet.address}, rounds ${trainingRounds}`,
    roundOpened,
  });
  const [, , ...others] = opened!.topics;
  const logs = Array.from({ length: OLD_ROUNDS * EVENTS_PER_ROUND }, (_, k) => {
    const topic = toBeHex(1_000_000 + Math.floor(k / EVENTS_PER_ROUND), 32);
    return {
      address: trainingRounds,
      topics: [k % EVENTS_PER_ROUND === 0 ? roundOpened : id(`event ${k % EVENTS_PER_ROUND}`), topic, ...others],
      data: k % EVENTS_PER_ROUND === 0 ? opened!.data : OTHER_DATA,
      blockNumber: block.number,
      blockHash: block.hash,
      transactionHash: id(String(k)),
      transactionIndex: 0,
      logIndex: k,
      timestamp: Number(block.timestamp),
    };
  });
  const { number, hash } = block;
  const rest = { parentHash: id("parent"), logsBloom: "0x", transactions: [], baseFee: 0n };
  state.chain.append([{ number, hash, timestamp: Number(block.timestamp), ...rest, logs }]);
  for (let k = 0; k < OLD_ROUNDS; k++) state.rounds.sleep(BigInt(1_000_000 + k), undefined);
  state.close();
}

async function measureCatchUp(stage: Stage): Promise<void> {
  const { anvil, world } = stage;
  console.log(
    "\n| blocks | endpoints, of which must agree | blocks/s | per second of the service's processor |\n|---|---|---:|---:|",
  );
  const before = (await anvil.head()).number;
  // In parts: the node answers nothing while it mines.
  for (let k = 0; k < EMPTY_BLOCKS; k += 500) await anvil.mine(500, SECONDS_PER_BLOCK);
  await report(`${EMPTY_BLOCKS}, empty`, before + 1);
  const token = world.deployment.addresses.commonToken;
  const data = CommonToken__factory.createInterface().encodeFunctionData("transfer", [
    world.sponsor.wallet.address,
    1n,
  ]);
  const [from] = (await anvil.send("eth_accounts", [])) as string[];
  const middle = (await anvil.head()).number;
  for (let k = 0; k < FULL_BLOCKS; k++) {
    await anvil.send("eth_sendTransaction", [{ from, to: token, data, gas: toQuantity(200_000) }]);
    await anvil.mine(1, SECONDS_PER_BLOCK);
  }
  await report(`${FULL_BLOCKS}, each with an event`, middle + 1);

  async function report(what: string, fromBlock: number): Promise<void> {
    for (const [count, needed] of [
      [1, 1],
      [3, 2],
    ] as const) {
      const { appended, seconds, processorSeconds } = await catchUp(stage, { fromBlock, count, needed });
      const speed = appended / seconds;
      if (speed < WANTED_BLOCKS_PER_SECOND) process.exitCode = 1;
      console.log(
        `| ${what} | ${count}, ${needed} | ${speed.toFixed(0)} | ${(appended / processorSeconds).toFixed(0)} |`,
      );
    }
  }
}

type CatchUp = { readonly fromBlock: number; readonly count: number; readonly needed: number };

/** From nothing to the end of the chain, into a database on the disk. */
async function catchUp({ anvil, world, folder }: Stage, { fromBlock, count, needed }: CatchUp) {
  const path = join(await mkdtemp(join(folder, "catch-up-")), "state.sqlite");
  const finalityDepth = 128;
  const state = openState({ path, finalityDepth, subject: "bench", roundOpened });
  const endpoints = Array.from({ length: count }, () => openEndpoint(anvil.url));
  const [from, cpu] = [performance.now(), process.threadCpuUsage()];
  const { appended } = await followChain({
    quorum: createQuorum({ endpoints, needed }),
    record: state.chain,
    addresses: [world.deployment.addresses.commonToken],
    fromBlock,
    finalityDepth,
  });
  const seconds = (performance.now() - from) / 1000;
  const processorSeconds = millisecondsOf(process.threadCpuUsage(cpu)) / 1000;
  const blocks = (await anvil.head()).number - fromBlock + 1;
  if (appended !== blocks) throw new Error(`Took ${appended} of ${blocks} blocks.`);
  state.close();
  return { appended, seconds, processorSeconds };
}

function millisecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
