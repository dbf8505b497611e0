import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";

const LEASH = new URL("../../../services/devnet/createLeash.ts", import.meta.url).href;
/** A program that keeps a sleeper on the leash, says who it is, and waits. */
const HOLDER = `
  import { spawn } from "node:child_process";
  import { createLeash } from ${JSON.stringify(LEASH)};
  const sleeper = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  const leash = createLeash();
  leash.hold(sleeper.pid);
  process.on("SIGTERM", () => {
    leash.release();
    process.exit();
  });
  console.log(sleeper.pid);
  setInterval(() => {}, 1000);
`;

async function startHolder() {
  const argv = ["--import", "tsx", "--input-type=module", "--eval", HOLDER];
  const holder = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: holder.stdout }), "line")) as [string];
  return { holder, sleeper: Number(line) };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("createLeash", function () {
  this.timeout(20_000);

  describe("when the process that holds it is killed", () => {
    it("ends what is on it", async () => {
      const { holder, sleeper } = await startHolder();
      holder.kill("SIGKILL");
      await once(holder, "exit");
      while (isRunning(sleeper)) await sleep(20);
    });
  });

  describe("when it is released", () => {
    it("lets go", async () => {
      const { holder, sleeper } = await startHolder();
      holder.kill("SIGTERM");
      await once(holder, "exit");
      // A watch that still watched would have acted by now.
      await sleep(300);
      expect(isRunning(sleeper)).to.equal(true);
      process.kill(sleeper, "SIGKILL");
    });
  });
});
