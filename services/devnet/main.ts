import { join } from "node:path";
import { BaseError } from "../../src/errors/BaseError.ts";
import { openFolderStore } from "../../src/node/openFolderStore.ts";
import { approveTokens } from "../../src/token/approveTokens.ts";
import { awaitSeats } from "./awaitSeats.ts";
import { createLeash } from "./createLeash.ts";
import { createWorld } from "./createWorld.ts";
import type { DevWorld } from "./DevWorld.ts";
import { deployTo } from "./deployTo.ts";
import { openDevnetFolder } from "./openDevnetFolder.ts";
import { type Journal, openJournal } from "./openJournal.ts";
import { type DevnetOptions, parseOptions, usage } from "./parseOptions.ts";
import { penguinData } from "./penguinData.ts";
import { type SpawnedService, spawnService } from "./spawnService.ts";
import { sponsorRounds } from "./sponsorRounds.ts";
import { type DevClock, startClock } from "./startClock.ts";
import { startNode } from "./startNode.ts";
import { writeConfigs } from "./writeConfigs.ts";

const CHAIN_ID = 31_337;
/** After five rounds the penguins are learned, and the next model has its turn. */
const MODELS = 4;

/** The part of Node's process that the devnet uses. */
export type DevnetProcess = Pick<NodeJS.Process, "on" | "off" | "exit" | "env"> & {
  readonly stdout: {
    readonly isTTY?: boolean;
    write(text: string): unknown;
    on(event: "error", listener: () => void): unknown;
  };
  readonly stderr: { write(text: string): unknown };
};

/** Runs a devnet as the command line says until it is stopped, and resolves to the exit code. */
export async function main(argv: readonly string[], process: DevnetProcess): Promise<number> {
  try {
    const options = parseOptions(argv);
    if (options.isHelp) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    await run(options, process);
    return 0;
  } catch (error) {
    const text = error instanceof BaseError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Error: ${text}\n`);
    return error instanceof BaseError && error.code === "USAGE" ? 2 : 1;
  }
}

async function run(options: DevnetOptions, process: DevnetProcess): Promise<void> {
  const services: SpawnedService[] = [];
  let tellStop = () => {};
  const told = new Promise<void>((resolve) => {
    tellStop = resolve;
  });
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) {
      for (const service of services) service.kill();
      process.exit(1);
    }
    isStopping = true;
    tellStop();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  // Nobody reads any more, as after `| head`.
  process.stdout.on("error", tellStop);
  // In the order of opening; closed from the last to the first.
  const closers: (() => unknown)[] = [() => SIGNALS.map((signal) => process.off(signal, onSignal))];
  try {
    const folder = await openDevnetFolder(options.folder);
    const node = await startNode({ chainId: CHAIN_ID, port: options.port });
    closers.push(() => node.stop());
    const world = await prepare(options, folder, node);
    closers.push(() => world.provider.destroy());
    await writeConfigs({ world, url: node.url, chainId: CHAIN_ID, folder });

    const journal = openJournal({
      names: ["devnet", "sponsor", ...world.oracles.map(nameOf), ...world.contributors.map(nameOf)],
      logsFolder: join(folder, "logs"),
      print: (line) => void process.stdout.write(`${line}\n`),
      isColored: process.stdout.isTTY === true && !process.env.NO_COLOR,
      isJson: options.isJson,
    });
    closers.push(() => journal.close());
    introduce(journal, world, node.url, folder);

    const clock = await startClock(node, { speed: options.speed });
    closers.push(() => clock.stop());
    const leash = createLeash();
    closers.push(() => leash.release());
    closers.push(() => Promise.all(services.map((service) => service.stop())));
    for (const [script, actors] of [
      ["oracle.ts", world.oracles],
      ["contributor.ts", world.contributors],
    ] as const) {
      for (const { name } of actors) {
        const argv = ["--config", join(folder, `${name}.json`)];
        services.push(spawnService({ name, script, argv, leash, onLine: (line) => journal.add(name, line) }));
      }
    }
    const sponsoring = sponsor(world, clock, journal, options);
    // It ends with an error when the clock stops.
    sponsoring.catch(() => {});
    const failures = services.map((service) => failureOf(service, journal, folder, () => isStopping));
    await Promise.race([told, sponsoring, clock.done, ...failures]);
    isStopping = true;
    journal.say("devnet", "info", "stopping");
  } finally {
    isStopping = true;
    for (const close of closers.reverse()) await close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const nameOf = ({ name }: { readonly name: string }) => name;

type Node = Awaited<ReturnType<typeof startNode>>;

/** Everything that rounds need, on a chain whose blocks come by hand from now on. */
async function prepare(options: DevnetOptions, folder: string, node: Node): Promise<DevWorld> {
  const world = await createWorld({
    node,
    deployment: await deployTo(node.send),
    store: await openFolderStore(join(folder, "store")),
    data: await penguinData({ contributors: options.contributors }),
    oracles: options.oracles,
    models: MODELS,
  });
  const { oracles, guest, seatStake, deployment } = world;
  // One allowance for the seats at all models.
  for (const { client } of [...oracles, guest]) {
    await approveTokens(client, { spender: deployment.addresses.staking, amount: seatStake * BigInt(MODELS) });
  }
  await node.setMining("manual");
  return world;
}

/** Sponsors rounds as soon as there is a committee for them. */
async function sponsor(world: DevWorld, clock: DevClock, { say }: Journal, { rounds }: DevnetOptions): Promise<void> {
  const areSeated = await awaitSeats(world, clock);
  say("sponsor", "info", areSeated ? "every oracle has its seats" : "not every oracle has its seats: let us see");
  await sponsorRounds(world, clock, {
    ...(rounds === undefined ? {} : { rounds }),
    say: (message, fields) => say("sponsor", "info", message, fields),
  });
}

function introduce({ say }: Journal, { deployment, modelIds }: DevWorld, url: string, folder: string): void {
  say("devnet", "info", "everything is deployed", { node: url, chainId: CHAIN_ID, fromBlock: deployment.fromBlock });
  say("devnet", "info", "the files are here", { folder, addresses: "addresses.json", models: modelIds.length });
  say(
    "devnet",
    "info",
    `join with an oracle of your own: npm run oracle -- --config ${join(folder, "oracle-guest.json")}`,
  );
}

/**
 * Rejects when a service ends by itself. One that was killed is missed, but the others go on: that is what a developer
 * kills one for.
 */
async function failureOf(
  { name, script, exit }: SpawnedService,
  { say }: Journal,
  folder: string,
  isStopping: () => boolean,
): Promise<void> {
  const { code, signal } = await exit;
  if (isStopping()) return new Promise(() => {});
  if (signal !== null) {
    const again = `npm run ${script.replace(".ts", "")} -- --config ${join(folder, `${name}.json`)}`;
    say("devnet", "warn", `${name} was ended by ${signal}; bring it back with: ${again}`);
    return new Promise(() => {});
  }
  throw new BaseError("SERVICE_ENDED", `${name} ended by itself with exit code ${code}.`, {
    remedy: "Its log says why; it is in the folder's logs.",
  });
}
