import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createEventChain, type EventChain } from "../test/src/node/indexing/createEventChain.ts";
import { serveChain } from "../test/src/node/indexing/serveChain.ts";
import { NOTHING, SYNTHETIC_ACTS, SYNTHETIC_ADDRESSES } from "../test/src/node/indexing/syntheticEvents.ts";

/**
 * How long the embedded index takes for a history that it has never seen, and how much memory: everything that deployments
 * do, in turns, read from a node on this machine that gives at most 10,000 events at once, as public nodes do. The process
 * that indexes is one of its own and runs on the built package: `npm run build:package` first.
 */
const EVENTS = Number(process.argv[2] ?? 100_000);
const MOST_LOGS = 10_000;
const CHILD = fileURLToPath(new URL("./indexing/indexChain.mjs", import.meta.url));

const chain = grow(EVENTS);
const { url, close } = await serveChain(chain, { mostLogs: MOST_LOGS });
const folder = await mkdtemp(join(tmpdir(), "commonweights-indexing-"));
try {
  const child = spawn(process.execPath, [CHILD, url, folder, JSON.stringify(SYNTHETIC_ADDRESSES)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(child, "close");
  const measured = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, number>;
  const { seconds = 0, nothingNew = 0, megabytes = 0, fileMegabytes = 0 } = measured;
  const logs = chain.blocks().reduce((sum, block) => sum + block.logs.length, 0);
  console.log(`${logs} events in ${chain.blocks().length} blocks`);
  console.log(`  first time    ${seconds.toFixed(1)} s, ${Math.round(logs / seconds)} events/s`);
  console.log(`  nothing new   ${(1000 * nothingNew).toFixed(0)} ms`);
  console.log(`  memory        ${megabytes.toFixed(0)} MB at most (resident)`);
  console.log(`  file          ${fileMegabytes.toFixed(0)} MB`);
} finally {
  await close();
  await rm(folder, { recursive: true });
}

/** A chain in which all that can happen happens in turns, one thing per block. */
function grow(events: number): EventChain {
  const grown = createEventChain();
  let state = NOTHING;
  let count = 0;
  for (let turn = 0; count < events; turn++) {
    const act = SYNTHETIC_ACTS[turn % SYNTHETIC_ACTS.length]!;
    const done = act(state);
    state = done.state;
    count += done.events.length;
    grown.mine(done.events);
  }
  return grown;
}
