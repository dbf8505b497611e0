import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Encoding } from "../../../src/learning/table/Encoding.ts";
import { readEncoding } from "../../../src/learning/table/readEncoding.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { createBuiltInTrainer } from "./createBuiltInTrainer.ts";
import { createCommandTrainer } from "./createCommandTrainer.ts";
import type { ExamplesSource } from "./ExamplesSource.ts";
import { loadExamples } from "./loadExamples.ts";
import type { Trainer } from "./Trainer.ts";
import { TrainerError } from "./TrainerError.ts";
import type { TrainerConfig } from "./trainerSchema.ts";

export type OpenTrainerParameters = {
  /** Where an encoding named by its digest is fetched from. */
  readonly store: Pick<ContentStore, "get">;
  /** A command's folders are made in it. */
  readonly workFolder: string;
  /** What relative paths of the configuration are relative to; absent: the process's working folder. */
  readonly configFolder?: string;
};

export type OpenTrainer = Trainer & {
  /** Stops what is being trained and resolves when nothing of it is left. */
  close(): Promise<void>;
};

type DataConfig = Extract<TrainerConfig, { kind: "built-in" }>["data"];

/**
 * The trainer that a configuration asks for. Data of the built-in trainer is read once, so that a mistake in it is known
 * at the start and not in the middle of a round.
 * @throws TrainerError `TRAINER_DATA`. @throws BaseError `ENCODING_UNREADABLE`, or what the store throws.
 */
export async function openTrainer(config: TrainerConfig, parameters: OpenTrainerParameters): Promise<OpenTrainer> {
  const trainer = await createTrainer(config, parameters);
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  return {
    train(job) {
      const training = trainer.train({ ...job, signal: AbortSignal.any([job.signal, closing.signal]) });
      const settled: Promise<unknown> = training.then(
        () => running.delete(settled),
        () => running.delete(settled),
      );
      running.add(settled);
      return training;
    },
    async close() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

async function createTrainer(config: TrainerConfig, parameters: OpenTrainerParameters): Promise<Trainer> {
  const { configFolder = "." } = parameters;
  if (config.kind === "command") {
    const [program, ...words] = config.command;
    // Without a slash, it is looked for in PATH.
    const found = program.includes("/") ? resolve(configFolder, program) : program;
    return createCommandTrainer({ ...config, command: [found, ...words], workFolder: parameters.workFolder });
  }
  const source = await openSource(config.data, parameters);
  await loadExamples(source);
  return createBuiltInTrainer({ source, seed: config.seed });
}

async function openSource(data: DataConfig, parameters: OpenTrainerParameters): Promise<ExamplesSource> {
  const path = resolve(parameters.configFolder ?? ".", data.path);
  if (data.kind === "examples") return { kind: "examples", path };
  return { kind: "csv", path, label: data.label, encoding: await openEncoding(data.encoding, parameters) };
}

async function openEncoding(name: string, { store, configFolder = "." }: OpenTrainerParameters): Promise<Encoding> {
  if (/^0x[0-9a-f]{64}$/i.test(name)) return readEncoding(await store.get(name.toLowerCase()));
  const path = resolve(configFolder, name);
  const bytes = await readFile(path).catch((cause: Error & { code?: string }) => {
    throw new TrainerError("TRAINER_DATA", `The encoding ${path} cannot be read (${cause.code}).`, {
      remedy: "Correct the path, or give the digest that the model's owner published.",
      cause,
    });
  });
  return readEncoding(bytes);
}
