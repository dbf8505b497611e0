import { join } from "node:path";
import { BaseError } from "../../src/errors/BaseError.ts";
import { awaitSeats } from "./awaitSeats.ts";
import { createLeash } from "./createLeash.ts";
import type { DevnetOptions } from "./DevnetOptions.ts";
import type { DevWorld } from "./DevWorld.ts";
import { describeStill } from "./describeStill.ts";
import { type Devnet, openDevnet } from "./openDevnet.ts";
import { type Journal, openJournal } from "./openJournal.ts";
import { serviceScript } from "./serviceScript.ts";
import { type SpawnedService, spawnService } from "./spawnService.ts";
import { sponsorRounds } from "./sponsorRounds.ts";
import { type DevClock, startClock } from "./startClock.ts";
import { stillToJson } from "./stillToJson.ts";

/** The part of Node's process that a devnet uses. */
export type DevnetProcess = Pick<NodeJS.Process, "on" | "off" | "exit" | "env"> & {
  readonly stdout: {
    readonly isTTY?: boolean;
    write(text: string): unknown;
    on(event: "error", listener: () => void): unknown;
  };
  readonly stderr: { write(text: string): unknown };
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a devnet and resolves when it was stopped by a signal, or has lived the rounds that were wanted.
 * @throws BaseError `PORT_TAKEN`, `NODE_MISSING`, `FOLDER_TAKEN`, `SERVICE_ENDED`, `NODE_GONE`.
 */
export async function startDevnet(options: DevnetOptions, process: DevnetProcess): Promise<void> {
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
    const devnet = await openDevnet(options);
    closers.push(() => devnet.close());
    const { node, world, folder, history } = devnet;
    if (history !== undefined) {
      process.stdout.write(options.isJson ? stillToJson(devnet, history) : describeStill(devnet, history));
      await Promise.race([told, node.gone.then(nodeGone)]);
      return;
    }
    const journal = openJournal({
      names: ["devnet", "sponsor", ...world.oracles.map(nameOf), ...world.contributors.map(nameOf)],
      logsFolder: join(folder, "logs"),
      print: (line) => void process.stdout.write(`${line}\n`),
      isColored: process.stdout.isTTY === true && !process.env.NO_COLOR,
      isJson: options.isJson,
    });
    closers.push(() => journal.close());
    introduce(journal, devnet);

    const clock = await startClock(node, { speed: options.speed });
    closers.push(() => clock.stop());
    const leash = createLeash();
    closers.push(() => leash.release());
    closers.push(() => Promise.all(services.map((service) => service.stop())));
    for (const [kind, actors] of [
      ["oracle", world.oracles],
      ["contributor", world.contributors],
    ] as const) {
      for (const { name } of actors) {
        const argv = ["--config", join(folder, `${name}.json`)];
        const script = serviceScript(kind);
        services.push(spawnService({ name, script, argv, leash, onLine: (line) => journal.add(name, line) }));
      }
    }
    const sponsoring = sponsor(world, clock, journal, options);
    // It ends with an error when the clock stops.
    sponsoring.catch(() => {});
    const failures = services.map((service) => failureOf(service, journal, () => isStopping));
    await Promise.race([told, sponsoring, clock.done, ...failures]);
    isStopping = true;
    journal.say("devnet", "info", "stopping");
  } finally {
    isStopping = true;
    for (const close of closers.reverse()) await close();
  }
}

function nodeGone(): never {
  throw new BaseError("NODE_GONE", "The node ended by itself.", { remedy: "Start the devnet again." });
}

const nameOf = ({ name }: { readonly name: string }) => name;

/** Sponsors rounds as soon as there is a committee for them. */
async function sponsor(world: DevWorld, clock: DevClock, { say }: Journal, { rounds }: DevnetOptions): Promise<void> {
  const areSeated = await awaitSeats(world, clock);
  say("sponsor", "info", areSeated ? "every oracle has its seats" : "not every oracle has its seats: let us see");
  await sponsorRounds(world, clock, {
    ...(rounds === undefined ? {} : { rounds }),
    say: (message, fields) => say("sponsor", "info", message, fields),
  });
}

function introduce({ say }: Journal, { world, node, folder, chainId }: Devnet): void {
  const { deployment, modelIds } = world;
  say("devnet", "info", "everything is deployed", { node: node.url, chainId, fromBlock: deployment.fromBlock });
  say("devnet", "info", "the files are here", { folder, addresses: "addresses.json", models: modelIds.length });
  const joining = `${serviceScript("oracle").command} --config ${join(folder, "oracle-guest.json")}`;
  say("devnet", "info", `join with an oracle of your own: ${joining}`);
}

/**
 * Rejects when a service ends by itself. One that was killed is missed, but the others go on: that is what a developer
 * kills one for.
 */
async function failureOf(
  { name, command, exit }: SpawnedService,
  { say }: Journal,
  isStopping: () => boolean,
): Promise<void> {
  const { code, signal } = await exit;
  if (isStopping()) return new Promise(() => {});
  if (signal !== null) {
    say("devnet", "warn", `${name} was ended by ${signal}; bring it back with: ${command}`);
    return new Promise(() => {});
  }
  throw new BaseError("SERVICE_ENDED", `${name} ended by itself with exit code ${code}.`, {
    remedy: "Its log says why; it is in the folder's logs.",
  });
}
