/** How long the compiled command line takes to start and to read. Run with `npm run bench:cli`; quote ratios of one run. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { openDevnet } from "../services/devnet/openDevnet.ts";

const RUNS = 15;
const BIN = fileURLToPath(new URL("../dist/esm/cli/bin.js", import.meta.url));
if (!existsSync(BIN)) throw new Error("There is no dist/: run npm run build:package first.");

const folder = await mkdtemp(join(tmpdir(), "commonweights-bench-cli-"));
const devnet = await openDevnet({
  ...{ oracles: 3, contributors: 2, isStill: true, port: 0 },
  folder: join(folder, "devnet"),
});
try {
  const env = { PATH: process.env.PATH, COMMONWEIGHTS_HOME: join(folder, "home") };
  const rpc = ["--rpc", devnet.node.url];
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ["node -e 0, for comparison", ["-e", "0"]],
    ["--help", [BIN, "--help"]],
    ["dao proposal --help", [BIN, "dao", "proposal", "--help"]],
    ["net list", [BIN, "net", "list"]],
    ["license check 2 (a call)", [BIN, "license", "check", "2", "--use", "train", "--who", "bob", ...rpc]],
    ["dataset list (the index)", [BIN, "dataset", "list", ...rpc]],
    ["dao proposal show 2", [BIN, "dao", "proposal", "show", "2", ...rpc]],
    ["rewards list contributor-1", [BIN, "rewards", "list", "contributor-1", ...rpc]],
  ];
  const times = new Map<string, number[]>(commands.map(([name]) => [name, []]));
  // In turn, so that what else the machine does hits all of them alike. The first run of each makes what later ones find.
  for (let run = -1; run < RUNS; run++) {
    for (const [name, argv] of commands) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, argv, { env, encoding: "utf8" });
      if (status !== 0) throw new Error(`${name}: ${stderr}`);
      if (run >= 0) times.get(name)!.push(performance.now() - start);
    }
  }
  console.log("command                        median ms   least   most");
  for (const [name, all] of times) {
    all.sort((a, b) => a - b);
    const cells = [all[Math.floor(all.length / 2)]!, all[0]!, all.at(-1)!].map((time) => String(Math.round(time)));
    console.log(`${name.padEnd(28)}${cells.map((cell, k) => cell.padStart(k === 0 ? 12 : 8)).join("")}`);
  }
} finally {
  await devnet.close();
  await rm(folder, { recursive: true, force: true });
}
