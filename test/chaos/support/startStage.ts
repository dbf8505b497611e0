import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encryptKeystoreJson } from "ethers";
import { Registry } from "prom-client";
import {
  type ContributorConfig,
  contributorConfigSchema,
} from "../../../services/contributor/contributorConfigSchema.ts";
import { startContributor } from "../../../services/contributor/startContributor.ts";
import { createWorld } from "../../../services/devnet/createWorld.ts";
import type { DevActor, DevWorld } from "../../../services/devnet/DevWorld.ts";
import { deployTo } from "../../../services/devnet/deployTo.ts";
import { type DevClock, startClock } from "../../../services/devnet/startClock.ts";
import { syntheticData } from "../../../services/devnet/syntheticData.ts";
import { createLogger } from "../../../services/operation/createLogger.ts";
import { createMetrics } from "../../../services/operation/createMetrics.ts";
import type { RunningService, ServiceContext } from "../../../services/operation/RunningService.ts";
import { type OracleConfig, oracleConfigSchema } from "../../../services/oracle/oracleConfigSchema.ts";
import { startOracle } from "../../../services/oracle/startOracle.ts";
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
  /** The configuration of an oracle or contributor, by its number from 0, on these endpoints. */
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
    return {
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
      async oracleConfig(k, options = {}) {
        const seats = world.modelIds.map((modelId) => ({ modelId: Number(modelId), stake: String(world.seatStake) }));
        return oracleConfigSchema.parse({
          ...(await base(world.oracles[k]!, options)),
          seats,
          scoring: { kind: "here" },
          turnSeconds: 6,
        });
      },
      async contributorConfig(k, options = {}) {
        const contributor = world.contributors[k]!;
        const { datasetId, licenseId, part } = contributor;
        const config = await base(contributor, options);
        const path = join(options.folder ?? join(folder, contributor.name), "rows.safetensors");
        await writeFile(path, writeExamples(part.examples));
        return contributorConfigSchema.parse({
          ...config,
          models: world.modelIds.map((modelId) => ({
            modelId: Number(modelId),
            datasetId: Number(datasetId),
            licenseId: Number(licenseId),
          })),
          trainer: { kind: "built-in", data: { kind: "examples", path } },
        });
      },
      async close() {
        world.provider.destroy();
        await anvil.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
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

export type StagedServices = { readonly services: RunningService[]; readonly clock: DevClock; stop(): Promise<void> };

/** Starts all oracles and contributors of a stage in this process, and a clock that runs fast. */
export async function startAll(
  stage: Stage,
  options: ConfigOptions & { readonly secondsPerBlock?: number; readonly blockMilliseconds?: number } = {},
): Promise<StagedServices> {
  const services: RunningService[] = [];
  for (const [k, { name }] of stage.world.oracles.entries()) {
    services.push(await startOracle({ config: await stage.oracleConfig(k, options), context: serviceContext(name) }));
  }
  for (const [k, { name }] of stage.world.contributors.entries()) {
    services.push(
      await startContributor({ config: await stage.contributorConfig(k, options), context: serviceContext(name) }),
    );
  }
  const { secondsPerBlock = 4, blockMilliseconds = 80 } = options;
  const clock = await startClock(stage.anvil, {
    speed: (secondsPerBlock * 1000) / blockMilliseconds,
    blockMilliseconds,
  });
  return {
    services,
    clock,
    async stop() {
      await clock.stop();
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
