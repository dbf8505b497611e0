import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Leash } from "./createLeash.ts";
import type { ServiceScript } from "./serviceScript.ts";

/** How a process ended: by itself with an exit code, or by a signal. */
export type ServiceExit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A service that runs as a process of its own. */
export type SpawnedService = {
  readonly name: string;
  /** What a person types to start it again. */
  readonly command: string;
  readonly exit: Promise<ServiceExit>;
  /** Asks it to stop, and makes sure when it has not within ten seconds; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it, and what it started, at once. */
  kill(): void;
};

export type SpawnServiceParameters = {
  readonly name: string;
  readonly script: ServiceScript;
  /** Of the script. */
  readonly argv: readonly string[];
  readonly leash: Leash;
  readonly onLine: (line: string) => void;
};

const GRACE_MILLISECONDS = 10_000;

/** Starts a service as an operator does. In a process group of its own: Ctrl-C in the terminal is for the devnet alone. */
export function spawnService({ name, script, argv, leash, onLine }: SpawnServiceParameters): SpawnedService {
  const child = spawn(process.execPath, [...script.argv, ...argv], {
    cwd: script.cwd,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on("line", onLine);
  if (child.pid !== undefined) leash.hold(child.pid);
  // After its last line: "close" comes when the pipes have ended, too.
  const exit = once(child, "close").then(([code, signal]): ServiceExit => ({ code, signal }));
  exit.catch(() => {});

  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // The group is gone already.
    }
  };
  return {
    name,
    command: [script.command, ...argv].join(" "),
    exit,
    kill,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(kill, GRACE_MILLISECONDS);
      await exit.catch(() => {});
      clearTimeout(timer);
    },
  };
}
