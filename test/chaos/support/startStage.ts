import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encryptKeystoreJson } from "ethers";
import { Registry } from "prom-client";
import {
  type ContributorConfig,
  contributorConfigSchema,
} from "../../../services/contributor/contributorConfigSchema.ts";
import { createWorld } from "../../../services/devnet/createWorld.ts";
import type { DevActor, DevWorld } from "../../../services/devnet/DevWorld.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { syntheticData } from "../../../services/devnet/syntheticData.ts";
import { createLogger } from "../../../services/operation/createLogger.ts";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import type { ServiceContext } from "../../../services/operation/RunningService.ts";
import { type OracleConfig, oracleConfigSchema } from "../../../services/oracle/oracleConfigSchema.ts";
import { writeExamples } from "../../../src/learning/writeExamples.ts";
import { openFolderStore } from "../../../src/node/openFolderStore.ts";
import type { ContentStore } from "../../../src/storage/ContentStore.ts";
import { type Anvil, startAnvil } from "./startAnvil.ts";

export type StageParameters = {
  readonly oracles?: number;
  readonly contributors?: number;
  readonly models?: number;
  readonly areOraclesSeated?: boolean;
};

/** A chain with everything that services need, and a folder for their files. */
export type Stage = {
  readonly anvil: Anvil;
  readonly world: DevWorld;
  readonly store: ContentStore;
  readonly folder: string;
  /** Another node takes over on the same port, with the chain as it was at the start. */
  reset(): Promise<void>;
  /** What the configuration file of an oracle or contributor would hold; its keys and data are written beside it. */
  rawConfig(actor: DevActor, options?: ConfigOptions): Promise<object>;
  /** The configuration of an oracle or contributor, by its number from 0. */
  oracleConfig(k: number, options?: ConfigOptions): Promise<OracleConfig>;
  contributorConfig(k: number, options?: ConfigOptions): Promise<ContributorConfig>;
  close(): Promise<void>;
};

export type ConfigOptions = {
  readonly endpoints?: readonly string[];
  readonly chain?: Readonly<Record<string, unknown>>;
  readonly folder?: string;
};

/** Cheap on purpose: these keys are of a chain that ends with the test. */
const SCRYPT = { N: 2, r: 8, p: 1 };
const PASSPHRASE = "stage";

export async function startStage({
  oracles = 3,
  contributors = 2,
  models = 1,
  areOraclesSeated = true,
}: StageParameters = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "commonweights-stage-"));
  const genesis = BigInt(Math.floor(Date.now() / 1000));
  let anvil = await startAnvil({ accounts: 20, mining: "instant", genesis, keptStates: 4096 });
  const port = Number(new URL(anvil.url).port);
  try {
    const deployment = await deployTo(anvil.send);
    const store = await openFolderStore(join(folder, "store"));
    const data = syntheticData({ contributors });
    const world = await createWorld({ node: anvil, deployment, store, data, oracles, models, areOraclesSeated });
    await anvil.setMining("manual");
    const beginning = await anvil.dumpState();

    const base = async (actor: DevActor, options: ConfigOptions) => {
      const home = options.folder ?? join(folder, actor.name);
      await mkdir(home, { recursive: true });
      await writeFile(
        join(home, "keystore.json"),
        await encryptKeystoreJson(actor.wallet, PASSPHRASE, { scrypt: SCRYPT }),
      );
      await writeFile(join(home, "passphrase"), PASSPHRASE, { mode: 0o600 });
      return {
        chain: {
          endpoints: options.endpoints ?? [anvil.url],
          chainId: 31_337,
          addresses: { ...deployment.addresses },
          fromBlock: Number(deployment.fromBlock),
          maxClockSkewSeconds: null,
          pollMilliseconds: 50,
          ...options.chain,
        },
        signer: { kind: "keystore", keystore: join(home, "keystore.json"), passphraseFile: join(home, "passphrase") },
        fees: { maxFeePerGasGwei: 100, maxPriorityFeePerGasGwei: 2, bumpAfterSeconds: 30 },
        storage: [{ kind: "folder", path: join(folder, "store") }],
        stateFolder: join(home, "state"),
        lockFolder: join(folder, "locks"),
      };
    };
    const stage: Stage = {
      get anvil() {
        return anvil;
      },
      async reset() {
        await anvil.stop();
        anvil = await startAnvil({ accounts: 20, genesis, port, keptStates: 4096 });
        await anvil.loadState(beginning);
      },
      world,
      store,
      folder,
      async rawConfig(actor, options = {}) {
        const config = await base(actor, options);
        const part = world.contributors.find(({ name }) => name === actor.name);
        if (part === undefined) {
          const seats = world.modelIds.map((id) => ({ modelId: Number(id), stake: String(world.seatStake) }));
          return { ...config, seats, scoring: { kind: "here" }, turnSeconds: 6 };
        }
        const path = join(options.folder ?? join(folder, actor.name), "rows.safetensors");
        await writeFile(path, writeExamples(part.part.examples));
        const right = { datasetId: Number(part.datasetId), licenseId: Number(part.licenseId) };
        return {
          ...config,
          models: world.modelIds.map((id) => ({ modelId: Number(id), ...right })),
          trainer: { kind: "built-in", data: { kind: "examples", path } },
        };
      },
      async oracleConfig(k, options) {
        return oracleConfigSchema.parse(await stage.rawConfig(world.oracles[k]!, options));
      },
      async contributorConfig(k, options) {
        return contributorConfigSchema.parse(await stage.rawConfig(world.contributors[k]!, options));
      },
      async close() {
        world.provider.destroy();
        await anvil.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
    return stage;
  } catch (error) {
    await anvil.stop();
    throw error;
  }
}

/** What a service is started with, its log kept quiet unless the environment asks for it. */
export function serviceContext(name: string): ServiceContext {
  const level = process.env.STAGE_LOG === "debug" || process.env.STAGE_LOG === "info" ? process.env.STAGE_LOG : "error";
  return {
    logger: createLogger({ level, service: name, destination: process.stderr }),
    metrics: createMetrics(new Registry()),
    signal: new AbortController().signal,
    configFolder: process.cwd(),
  };
}
