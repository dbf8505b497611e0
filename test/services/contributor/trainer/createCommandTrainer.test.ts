import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import {
  type CommandTrainerParameters,
  createCommandTrainer,
} from "../../../../services/contributor/trainer/createCommandTrainer.ts";
import { readParameters } from "../../../../src/learning/readParameters.ts";
import { encodeSafetensors } from "../../../../src/storage/encodeSafetensors.ts";
import type { Tensor } from "../../../../src/storage/Tensor.ts";
import { readTaskSpec } from "../../../../src/training/readTaskSpec.ts";
import { rejectionOf } from "./rejectionOf.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { trainingJob } from "./trainingJob.ts";

/** Runs a shell script as the owner's program; `work` is the folder of its folders, and `$1` one that outlives it. */
function withProgram<T>(
  script: string,
  use: (trainer: ReturnType<typeof createCommandTrainer>, work: string, outside: string) => Promise<T>,
  parameters: Partial<CommandTrainerParameters> = {},
): Promise<T> {
  return temporaryFolder(async (outside) => {
    const workFolder = join(outside, "work");
    const trainer = createCommandTrainer({
      command: ["sh", "-c", script, "sh", outside],
      timeoutSeconds: 60,
      maxBytes: 10_000,
      workFolder,
      ...parameters,
    });
    return use(trainer, workFolder, outside);
  });
}

function failureOf(script: string, parameters: Partial<CommandTrainerParameters> = {}) {
  return withProgram(script, (trainer) => rejectionOf(trainer.train(trainingJob())), parameters);
}

/** A script that writes `tensors` as the new weights. */
function writing(tensors: ReadonlyMap<string, Tensor>, metadata?: ReadonlyMap<string, string>): string {
  const base64 = Buffer.from(encodeSafetensors(tensors, metadata)).toString("base64");
  return `echo ${base64} | base64 -d > weights.safetensors`;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A killed orphan may stay in the process table, as a zombie, until its new parent asks for it. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync("/proc/self/stat") || !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

const { base } = trainingJob();

describe("createCommandTrainer", () => {
  describe("when the program writes new weights", () => {
    it("resolves to what they add to the base, and deletes the folder", async () => {
      const weights = base.map((value, i) => value + i);
      const script = writing(new Map([["parameters", { shape: [base.length], data: weights }]]));
      await withProgram(script, async (trainer, work) => {
        const update = await trainer.train(trainingJob());
        expect(update).to.deep.equal(weights.map((value, i) => value - (base[i] as number)));
        expect(await readdir(work)).to.deep.equal([]);
      });
    });

    it("reads float32, with metadata beside", async () => {
      const data = Float32Array.from(base, (value) => value + 1);
      const script = writing(new Map([["parameters", { shape: [base.length], data }]]), new Map([["format", "pt"]]));
      const update = await withProgram(script, (trainer) => trainer.train(trainingJob()));
      expect(update).to.deep.equal(base.map((value, i) => (data[i] as number) - value));
    });
  });

  describe("when the program starts", () => {
    it("finds the task and the base in its folder, and hardly any environment", async () => {
      const script =
        'cp task.json base.safetensors "$1"; env > "$1/env"; pwd > "$1/pwd"; cp base.safetensors weights.safetensors';
      const environment = { PATH: process.env.PATH, HOME: "/home/alice", PASSPHRASE: "s3cr3t", LANG: undefined };
      const parameters = { environment, keepFolders: true };
      await withProgram(
        script,
        async (trainer, work, outside) => {
          const job = trainingJob({ roundId: 12n });
          expect(await trainer.train(job)).to.deep.equal(new Float64Array(base.length));
          expect(readTaskSpec(await readFile(join(outside, "task.json")))).to.deep.equal(job.task);
          expect(readParameters(await readFile(join(outside, "base.safetensors")))).to.deep.equal(base);
          const [folder = ""] = await readdir(work);
          expect(folder).to.match(/^round-12-/);
          expect(await readFile(join(outside, "pwd"), "utf8")).to.equal(`${join(work, folder)}\n`);
          const lines = (await readFile(join(outside, "env"), "utf8")).trim().split("\n");
          // The shell adds some of its own.
          const passed = lines.filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line)).sort();
          expect(passed).to.deep.equal([
            `COMMONWEIGHTS_FOLDER=${join(work, folder)}`,
            "COMMONWEIGHTS_ROUND=12",
            "COMMONWEIGHTS_SEED=11",
            "HOME=/home/alice",
            `PATH=${process.env.PATH}`,
          ]);
        },
        parameters,
      );
    });
  });

  describe("when the program fails", () => {
    it("throws TRAINER_FAILED with the end of what it printed as a detail that no field copier finds", async () => {
      const error = await failureOf("seq 9000; echo in row 5: s3cr3t >&2; exit 3");
      expect(error.code).to.equal("TRAINER_FAILED");
      expect(error.message).to.match(/^The trainer sh failed in round 7: exit code 3\.\n./);
      expect(error.detail)
        .to.match(/in row 5: s3cr3t/)
        .and.match(/\n8999\n9000\n/)
        .and.not.match(/^1\n/);
      expect(error.detail?.length).to.equal(8192);
      expect(`${error.stack}${inspect(error)}${JSON.stringify({ ...error })}`).not.to.contain("s3cr3t");
    });

    it("names the signal that killed it", async () => {
      expect((await failureOf("kill -KILL $$")).message).to.contain("killed by SIGKILL");
    });

    it("says when it cannot be started", async () => {
      const error = await failureOf("", { command: ["/nowhere/python3"] });
      expect(error.code).to.equal("TRAINER_FAILED");
      expect(error.message).to.match(/\/nowhere\/python3 cannot be started \(ENOENT\)\.\n./);
    });
  });

  describe("when no folder can be made", () => {
    it("throws TRAINER_FAILED and names the place", async () => {
      const error = await failureOf("", { workFolder: "/dev/null/work" });
      expect(error.code).to.equal("TRAINER_FAILED");
      expect(error.message).to.match(/could be made in \/dev\/null\/work \(ENOTDIR\)\.\n./);
    });
  });

  describe("when the program takes too long", () => {
    it("throws TRAINER_TIMEOUT and kills what ignores SIGTERM, with all its children", async () => {
      const script = `trap '' TERM; sleep 60 & echo $! > "$1/child"; echo started; echo $$ > "$1/self"; while :; do sleep 60; done`;
      await withProgram(
        script,
        async (trainer, work, outside) => {
          const error = await rejectionOf(trainer.train(trainingJob()));
          expect(error.code).to.equal("TRAINER_TIMEOUT");
          expect(error.message).to.match(/sh was not done after 1 s, in round 7\.\n.*timeoutSeconds/);
          expect(error.detail).to.equal("started\n");
          for (const name of ["child", "self"]) {
            const pid = Number(await readFile(join(outside, name), "utf8"));
            await until(() => !isAlive(pid));
          }
          expect(await readdir(work)).to.deep.equal([]);
        },
        { timeoutSeconds: 1, graceSeconds: 0.1 },
      );
    });
  });

  describe("when the job is aborted", () => {
    it("lets the program end on SIGTERM, and throws TRAINER_STOPPED", async () => {
      const script = `trap 'touch "$1/saved"; exit 0' TERM; echo x > "$1/started"; while :; do sleep 0.02; done`;
      await withProgram(script, async (trainer, work, outside) => {
        const stop = new AbortController();
        const training = rejectionOf(trainer.train(trainingJob({ signal: stop.signal })));
        await until(() => existsSync(join(outside, "started")));
        stop.abort();
        expect((await training).code).to.equal("TRAINER_STOPPED");
        expect(existsSync(join(outside, "saved"))).to.equal(true);
        expect(await readdir(work)).to.deep.equal([]);
      });
    });

    it("starts nothing when that was before", async () => {
      await withProgram("", async (trainer, work) => {
        const error = await rejectionOf(trainer.train(trainingJob({ signal: AbortSignal.abort() })));
        expect(error.code).to.equal("TRAINER_STOPPED");
        expect(existsSync(work)).to.equal(false);
      });
    });
  });

  describe("when the program ends and leaves a child behind that holds its output", () => {
    it("kills the child and goes on", async () => {
      const script = `sleep 60 & echo $! > "$1/child"; cp base.safetensors weights.safetensors`;
      await withProgram(script, async (trainer, _work, outside) => {
        await trainer.train(trainingJob());
        const pid = Number(await readFile(join(outside, "child"), "utf8"));
        await until(() => !isAlive(pid));
      });
    });
  });

  describe("when what it wrote is no use", () => {
    const vector = (data: Tensor["data"]) => writing(new Map([["parameters", { shape: [data.length], data }]]));
    const bad = base.map((value, i) => (i === 4 ? NaN : value));
    const cases: Record<string, [string, string, RegExp]> = {
      "no file": ["true", "TRAINER_OUTPUT_MISSING", /did not write .*weights\.safetensors/],
      "a large file": [
        "head -c 10001 /dev/zero > weights.safetensors",
        "TRAINER_OUTPUT_TOO_LARGE",
        /has 10001 bytes, more than the 10000 of maxBytes/,
      ],
      "a link to another file": [
        "ln -s base.safetensors weights.safetensors",
        "TRAINER_OUTPUT_UNREADABLE",
        /symbolic link/,
      ],
      "a named pipe": ["mkfifo weights.safetensors", "TRAINER_OUTPUT_UNREADABLE", /no regular file/],
      "a folder": ["mkdir weights.safetensors", "TRAINER_OUTPUT_UNREADABLE", /no regular file/],
      "a table": [
        "printf '\\010\\0\\0\\0\\0\\0\\0\\0{\"s3cr3t' > weights.safetensors",
        "TRAINER_OUTPUT_UNREADABLE",
        /is not safetensors \(SAFETENSORS_BAD_HEADER\)/,
      ],
      "another tensor": [
        writing(new Map([["weights", { shape: [base.length], data: base }]])),
        "TRAINER_OUTPUT_UNREADABLE",
        /exactly one tensor "parameters"/,
      ],
      "another dtype": [vector(new Int32Array(base.length)), "TRAINER_OUTPUT_UNREADABLE", /of F64 or F32/],
      "another shape": [
        writing(new Map([["parameters", { shape: [1, base.length], data: base }]])),
        "TRAINER_OUTPUT_UNREADABLE",
        /has the shape \[1, 39\], but base\.safetensors \[39\]/,
      ],
      "another length": [vector(base.slice(1)), "TRAINER_OUTPUT_UNREADABLE", /has the shape \[38\]/],
      "a number that is not finite": [vector(bad), "TRAINER_OUTPUT_UNREADABLE", /Number 4 of .* is NaN/],
      "numbers that nobody can score": [
        vector(base.map(() => 1e150)),
        "TRAINER_DIVERGED",
        /cannot be scored: its squared length/,
      ],
    };
    for (const [name, [script, code, reason]] of Object.entries(cases)) {
      it(`throws ${code} for ${name}`, async () => {
        const error = await failureOf(script);
        expect(error.code).to.equal(code);
        expect(error.message).to.match(reason).and.match(/\n./);
        expect(inspect(error, { depth: 9, showHidden: true })).not.to.contain("s3cr3t");
      });
    }
  });
});
