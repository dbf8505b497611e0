import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type OpenTrainer, openTrainer } from "../../../../services/contributor/trainer/openTrainer.ts";
import { type TrainerConfig, trainerSchema } from "../../../../services/contributor/trainer/trainerSchema.ts";
import { createRandom } from "../../../../src/learning/createRandom.ts";
import { subtract } from "../../../../src/learning/subtract.ts";
import { createEncoding } from "../../../../src/learning/table/createEncoding.ts";
import { encodeExamples } from "../../../../src/learning/table/encodeExamples.ts";
import { parseTable } from "../../../../src/learning/table/parseTable.ts";
import { summarizeRows } from "../../../../src/learning/table/summarizeRows.ts";
import { writeEncoding } from "../../../../src/learning/table/writeEncoding.ts";
import { trainLocally } from "../../../../src/learning/trainLocally.ts";
import { clouds } from "../../../src/scoring/smallRound.ts";
import { createMemoryStore } from "../../../support/createMemoryStore.ts";
import { rejectionOf } from "./rejectionOf.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { trainingJob } from "./trainingJob.ts";

const { features, labels } = clouds(30, 100);
const text = `x,y,kind\n${Array.from(labels, (label, row) => `${features[2 * row]},${features[2 * row + 1]},k${label}`).join("\n")}\n`;
const table = parseTable(text);
const rows = [...table.rows.keys()];
const encoding = createEncoding(summarizeRows({ table, rows, label: 2 }));

/** Opens a trainer in a folder that holds rows.csv and encoding.json; `store` has the encoding as well. */
function withTrainer<T>(
  configOf: (digest: string) => unknown,
  use: (trainer: OpenTrainer, folder: string) => Promise<T>,
): Promise<T> {
  return temporaryFolder(async (folder) => {
    await writeFile(join(folder, "rows.csv"), text);
    await writeFile(join(folder, "encoding.json"), writeEncoding(encoding));
    const store = createMemoryStore();
    const config: TrainerConfig = trainerSchema.parse(configOf(await store.put(writeEncoding(encoding))));
    const trainer = await openTrainer(config, { store, configFolder: folder, workFolder: join(folder, "work") });
    try {
      return await use(trainer, folder);
    } finally {
      await trainer.close();
    }
  });
}

const builtIn = (changes: object) => ({
  kind: "built-in",
  seed: 3,
  data: { kind: "csv", path: "rows.csv", label: "kind", encoding: "encoding.json", ...changes },
});

describe("openTrainer", () => {
  describe("given a table and an encoding", () => {
    const cases: Record<string, (digest: string) => object> = {
      "in a file": () => ({}),
      "in the content store": (digest) => ({ encoding: digest.toUpperCase().replace("X", "x") }),
    };
    for (const [name, changesOf] of Object.entries(cases)) {
      it(`trains on the rows as the encoding ${name} says`, async () => {
        const job = trainingJob();
        const update = await withTrainer(
          (digest) => builtIn(changesOf(digest)),
          (trainer) => trainer.train(job),
        );
        const examples = encodeExamples(table, rows, encoding);
        const { network, training } = job.task;
        const expected = trainLocally(network, job.base, examples, training, createRandom(3, 7, 0));
        expect(update).to.deep.equal(subtract(expected, job.base));
      });
    }
  });

  describe("given data that cannot be used", () => {
    const cases: Record<string, [object, RegExp]> = {
      "a table that is not there": [{ path: "none.csv" }, /none\.csv cannot be read \(ENOENT\)/],
      "an encoding that is not there": [{ encoding: "none.json" }, /encoding .*none\.json cannot be read \(ENOENT\)/],
      "a label that is no class": [{ label: "x" }, /row 1, column "x", is not a class/],
    };
    for (const [name, [changes, reason]] of Object.entries(cases)) {
      it(`throws TRAINER_DATA at the start for ${name}`, async () => {
        const error = await rejectionOf(
          withTrainer(
            () => builtIn(changes),
            async () => {},
          ),
        );
        expect(error.code).to.equal("TRAINER_DATA");
        expect(error.message).to.match(reason);
      });
    }
  });

  describe("given a command relative to the configuration", () => {
    it("runs it", async () => {
      await withTrainer(
        () => ({ kind: "command", command: ["./train.sh"] }),
        async (trainer, folder) => {
          await writeFile(join(folder, "train.sh"), "#!/bin/sh\nexec cp base.safetensors weights.safetensors\n", {
            mode: 0o700,
          });
          const job = trainingJob();
          expect(await trainer.train(job)).to.deep.equal(new Float64Array(job.base.length));
        },
      );
    });
  });

  describe("when it is closed", () => {
    it("stops what is being trained before it resolves, and trains nothing more", async () => {
      await withTrainer(
        () => ({ kind: "command", command: ["sh", "-c", "touch ../../started; exec sleep 60"] }),
        async (trainer, folder) => {
          const training = rejectionOf(trainer.train(trainingJob()));
          while (!existsSync(join(folder, "started"))) await new Promise((resolve) => setTimeout(resolve, 10));
          await trainer.close();
          expect(await readdir(join(folder, "work"))).to.deep.equal([]);
          expect((await training).code).to.equal("TRAINER_STOPPED");
          expect((await rejectionOf(trainer.train(trainingJob()))).code).to.equal("TRAINER_STOPPED");
        },
      );
    });
  });
});
