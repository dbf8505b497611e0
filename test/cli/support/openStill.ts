import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSettings } from "../../../cli/network/writeSettings.ts";
import type { History } from "../../../services/devnet/liveHistory.ts";
import { type Devnet, openDevnet } from "../../../services/devnet/openDevnet.ts";
import { type CliRun, type RunCliOptions, runCli } from "./runCli.ts";

/** A still devnet, and the command line with a home that knows it. */
export type Still = {
  readonly devnet: Devnet;
  readonly history: History;
  /** Folder that is the command line's home; files of the test may be put beside its own. */
  readonly home: string;
  /** Runs a command line, as it would be typed after the program's name. */
  run(line: string | readonly string[], options?: Omit<RunCliOptions, "home">): Promise<CliRun>;
  /** What `--json` of a command line says. */
  json<T>(line: string): Promise<T>;
  close(): Promise<void>;
};

/** Starts a still devnet on a free port. */
export async function openStill(): Promise<Still> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-"));
  const devnet = await openDevnet({
    oracles: 3,
    contributors: 2,
    isStill: true,
    folder: join(folder, "devnet"),
    port: 0,
  });
  const home = join(folder, "home");
  await writeSettings(home, { networks: { devnet: { chainId: devnet.chainId, endpoints: [devnet.node.url] } } });
  const run: Still["run"] = (line, options) =>
    runCli(typeof line === "string" ? line.split(" ") : line, { home, ...options });
  return {
    devnet,
    history: devnet.history!,
    home,
    run,
    async json<T>(line: string): Promise<T> {
      const { code, stdout, stderr } = await run(`${line} --json`);
      if (code !== 0 && code !== 10) throw new Error(`${line} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    async close() {
      await devnet.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
