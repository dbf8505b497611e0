import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "./freePort.ts";

/** A Postgres of its own, which is gone with everything in it when it is stopped. */
export type Postgres = { readonly url: string; stop(): Promise<void> };

const run = promisify(execFile);
const DEBIAN = "/usr/lib/postgresql";

/** Starts Postgres on loopback, as another user where this one is root, whom it refuses. */
export async function startPostgres(): Promise<Postgres> {
  const bin = await binFolder();
  const user = process.getuid?.() === 0 ? await userOf("postgres") : undefined;
  const folder = await mkdtemp(join(tmpdir(), "commonweights-postgres-"));
  const data = join(folder, "data");
  if (user !== undefined) await run("chown", [`${user.uid}:${user.gid}`, folder]);
  await chmod(folder, 0o700);
  await run(join(bin, "initdb"), ["--pgdata", data, "--username", "indexer", "--auth", "trust", "--no-sync"], {
    ...user,
    cwd: folder,
  });
  const port = await freePort();
  const child = spawn(
    join(bin, "postgres"),
    ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  const stop = async () => {
    if (child.exitCode === null) {
      const exit = once(child, "exit");
      child.kill("SIGINT");
      await exit;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => {
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => {
        said = (said + chunk).slice(-2000);
        if (said.includes("ready to accept connections")) resolve();
      });
      child.on("exit", (code) => reject(new Error(`Postgres ended (${code}): ${said}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `postgresql://indexer@127.0.0.1:${port}/postgres`, stop };
}

/** Debian keeps servers out of the path, one folder per version. */
async function binFolder(): Promise<string> {
  const versions = await readdir(DEBIAN).catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) throw new Error("There is no Postgres here: apt-get install postgresql");
  return join(DEBIAN, newest, "bin");
}

async function userOf(name: string): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string) => Number((await run("id", [flag, name])).stdout);
  return { uid: await idOf("-u"), gid: await idOf("-g") };
}
