import { spawn } from "node:child_process";

export type RunCommandParameters = {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  /** Working folder, absolute. */
  readonly folder: string;
  /** The program's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** Between SIGTERM and SIGKILL. */
  readonly graceSeconds: number;
  readonly signal: AbortSignal;
};

export type CommandOutcome = {
  /** What ended the program. */
  readonly endedBy: "itself" | "timeout" | "abort";
  readonly exitCode: number | null;
  readonly exitSignal: string | null;
  /** The last `MOST_OUTPUT_BYTES` that it printed, standard output and error as they came. */
  readonly output: string;
};

const MOST_OUTPUT_BYTES = 8192;
/** Time for what was printed last to arrive: a process that left the group could hold the pipe for ever. */
const DRAIN_MILLISECONDS = 1000;

/**
 * Runs a program in a process group of its own and resolves when none of the group is left. On timeout or an aborted
 * signal the group gets SIGTERM, and SIGKILL after the grace; what a program leaves running behind is killed as well.
 * Rejects with Node's error when the program cannot be started.
 */
export async function runCommand(parameters: RunCommandParameters): Promise<CommandOutcome> {
  const { command, folder, environment, timeoutSeconds, graceSeconds, signal } = parameters;
  const [program, ...words] = command;
  const child = spawn(program, words, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output: Buffer = Buffer.alloc(0);
  const keep = (chunk: Buffer) => {
    output = Buffer.concat([output, chunk]).subarray(-MOST_OUTPUT_BYTES);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));

  let endedBy: CommandOutcome["endedBy"] = "itself";
  let kill: NodeJS.Timeout | undefined;
  const end = (by: "timeout" | "abort") => {
    if (endedBy !== "itself") return;
    endedBy = by;
    signalGroup(child.pid, "SIGTERM");
    kill = setTimeout(() => signalGroup(child.pid, "SIGKILL"), graceSeconds * 1000);
  };
  const onAbort = () => end("abort");
  const timeout = setTimeout(() => end("timeout"), timeoutSeconds * 1000);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const [exitCode, exitSignal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once("error", reject);
      // Not "close": that waits for whoever holds the pipes, such as a child left running.
      child.once("exit", (code, name) => resolve([code, name]));
    });
    // At once, while the group's number cannot have gone to another one.
    signalGroup(child.pid, "SIGKILL");
    await Promise.race([closed, waitFor(DRAIN_MILLISECONDS)]);
    return { endedBy, exitCode, exitSignal, output: output.toString("utf8") };
  } finally {
    clearTimeout(timeout);
    clearTimeout(kill);
    signal.removeEventListener("abort", onAbort);
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

function signalGroup(pid: number | undefined, signal: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
