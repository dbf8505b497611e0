import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A Redis of its own on this machine. */
export type StartedRedis = {
  readonly url: string;
  readonly port: number;
  /** Ends it, without a word to its clients. */
  stop(): Promise<void>;
};

/** Starts Debian's redis-server on a free port of 127.0.0.1, and installs it first where it is missing. */
export async function startRedis({
  port,
  password = "",
}: {
  readonly port?: number;
  readonly password?: string;
} = {}): Promise<StartedRedis> {
  requireRedis();
  const chosen = port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), "commonweights-redis-"));
  const options = { port: chosen, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", requirepass: password };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn("redis-server", words, { stdio: ["ignore", "pipe", "inherit"] });
  await ready(child);
  return {
    url: `redis://${password === "" ? "" : `:${password}@`}127.0.0.1:${chosen}`,
    port: chosen,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function requireRedis(): void {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
  } catch {
    try {
      execFileSync("apt-get", ["update"], { stdio: "pipe" });
      execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "redis-server"], { stdio: "pipe" });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`These tests need redis-server, and it could not be installed here: ${reason}`, { cause });
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function ready(child: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("Ready to accept connections")) resolve();
    });
    child.once("exit", (code) => reject(new Error(`redis-server ended with ${code}:\n${said}`)));
    child.once("error", reject);
  });
}
