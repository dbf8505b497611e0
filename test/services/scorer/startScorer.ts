import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export type StartedScorer = {
  readonly child: ChildProcess;
  /** Messages of its log so far. */
  readonly messages: readonly string[];
  /** Resolves once it has logged a message so often. */
  logged(message: string, times?: number): Promise<void>;
  /** Sends a signal that ends it, and resolves to how it ended. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/** Starts a scoring worker as an operator does, and waits until it takes jobs. */
export async function startScorer(argv: readonly string[]): Promise<StartedScorer> {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/scorer.ts", "--threads", "1", ...argv], {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
  });
  const exited = once(child, "exit");
  const messages: string[] = [];
  const wake = new Set<() => void>();
  createInterface({ input: child.stderr as NonNullable<typeof child.stderr> }).on("line", (line) => {
    messages.push(line.startsWith("{") ? (JSON.parse(line) as { msg: string }).msg : line);
    for (const look of wake) look();
  });
  const logged = (message: string, times = 1) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (messages.filter((found) => found === message).length < times) return;
        wake.delete(look);
        resolve();
      };
      wake.add(look);
      look();
      exited.then(() => reject(new Error(`The scorer ended without "${message}":\n${messages.join("\n")}`)));
    });
  await logged("waiting for jobs");
  return {
    child,
    messages,
    logged,
    async end(wanted) {
      if (child.exitCode === null && child.signalCode === null) child.kill(wanted);
      const [code, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      return { code, signal };
    },
  };
}
