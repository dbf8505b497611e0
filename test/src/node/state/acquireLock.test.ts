import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { acquireLock } from "../../../../src/node/state/acquireLock.ts";

const MODULE = new URL("../../../../src/node/state/acquireLock.ts", import.meta.url).href;
/** Says whether it has the lock, and keeps it until it is killed. */
const HOLDER = `
  import { acquireLock } from ${JSON.stringify(MODULE)};
  console.log(acquireLock(process.argv[1]) === undefined ? "refused" : "held");
  setInterval(() => {}, 1000);
`;

/** Lives with a folder for locks. */
async function inFolder(live: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-lock-"));
  try {
    await live(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Another process that wants the lock. */
async function startHolder(path: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", HOLDER, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  return {
    said: String(said).trim(),
    async kill() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

describe("acquireLock", () => {
  describe("given a lock that nobody holds", () => {
    it("takes it, in a folder that only its owner can read", () =>
      inFolder(async (folder) => {
        const path = join(folder, "locks", "key");
        const lock = acquireLock(path);
        expect(lock).to.not.equal(undefined);
        expect((await stat(join(folder, "locks"))).mode & 0o777).to.equal(0o700);
        lock!.release();
      }));
  });

  describe("given a lock that this process holds", () => {
    it("refuses it until it is released, and no other with it", () =>
      inFolder(async (folder) => {
        const path = join(folder, "key");
        const lock = acquireLock(path);
        expect(acquireLock(path)).to.equal(undefined);
        const other = acquireLock(join(folder, "another key"));
        expect(other).to.not.equal(undefined);
        other!.release();
        lock!.release();
        const again = acquireLock(path);
        expect(again).to.not.equal(undefined);
        again!.release();
      }));
  });

  describe("given a lock that another process holds", () => {
    it("refuses it until that process is killed", () =>
      inFolder(async (folder) => {
        const path = join(folder, "key");
        const holder = await startHolder(path);
        try {
          expect(holder.said).to.equal("held");
          expect(acquireLock(path)).to.equal(undefined);
        } finally {
          await holder.kill();
        }
        const lock = acquireLock(path);
        expect(lock).to.not.equal(undefined);
        lock!.release();
      }));

    it("refuses it to the other process as well", () =>
      inFolder(async (folder) => {
        const path = join(folder, "key");
        const lock = acquireLock(path);
        const holder = await startHolder(path);
        await holder.kill();
        expect(holder.said).to.equal("refused");
        lock!.release();
      }));
  });

  describe("given a file that is no lock", () => {
    it("throws rather than act without one", () =>
      inFolder(async (folder) => {
        expect(() => acquireLock(folder)).to.throw();
      }));
  });
});
