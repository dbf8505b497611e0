import { dirname, resolve } from "node:path";
import { Registry } from "prom-client";
import type { z } from "zod";
import { BaseError } from "../../src/errors/BaseError.ts";
import type { BaseConfig } from "./baseConfigSchema.ts";
import { createLogger } from "./createLogger.ts";
import { createMetrics } from "./createMetrics.ts";
import { type ExitCode, exitCodeOf } from "./exitCodeOf.ts";
import { maskText } from "./maskText.ts";
import { parseServiceOptions } from "./parseServiceOptions.ts";
import type { RunningService, ServiceContext } from "./RunningService.ts";
import { readConfig } from "./readConfig.ts";
import { startStatusServer } from "./startStatusServer.ts";

/** The part of Node's process that a service uses. */
export type ServiceProcess = Pick<NodeJS.Process, "on" | "off" | "exit"> & {
  readonly stdout: { write(text: string): unknown };
  /** Written at once on Linux, also into a pipe, so that a killed process loses no line. */
  readonly stderr: { write(text: string): unknown };
};

export type RunServiceParameters<C extends BaseConfig> = {
  readonly name: string;
  /** Printed by `--help`. */
  readonly usage: string;
  readonly argv: readonly string[];
  readonly schema: z.ZodType<C>;
  /** Opens keys and stores, and starts the loop. */
  readonly start: (config: C, context: ServiceContext) => Promise<RunningService>;
  /** What `--check` does beyond reading the configuration: throws what `start` would. */
  readonly check: (config: C, context: ServiceContext) => Promise<void>;
  readonly process: ServiceProcess;
};

/**
 * The life of a service's process: arguments, configuration, log, health and metrics, signals. SIGTERM or SIGINT ends it in order;
 * the second one at once. Resolves to the exit code.
 */
export async function runService<C extends BaseConfig>(parameters: RunServiceParameters<C>): Promise<ExitCode> {
  const { argv, schema, usage, process } = parameters;
  try {
    const options = parseServiceOptions(argv);
    if (options.config === undefined || options.isHelp) {
      process.stdout.write(`${usage}\n`);
      return 0;
    }
    const configFolder = dirname(resolve(options.config));
    const config = await readConfig(options.config, schema);
    if (!options.isCheck) return await live(parameters, config, configFolder);
    await parameters.check(
      config,
      contextOf(parameters, config, { configFolder, signal: new AbortController().signal }),
    );
    process.stdout.write("Configuration, keys, chain and contracts are as they should be.\n");
    return 0;
  } catch (error) {
    // Before there is a log, or instead of one.
    const text = error instanceof BaseError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`Error: ${maskText(text ?? "")}\n`);
    return exitCodeOf(error);
  }
}

async function live<C extends BaseConfig>(
  parameters: RunServiceParameters<C>,
  config: C,
  configFolder: string,
): Promise<ExitCode> {
  const { process } = parameters;
  const controller = new AbortController();
  const context = contextOf(parameters, config, { configFolder, signal: controller.signal });
  const { logger } = context;

  const onSignal = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      logger.warn({ signal }, "stopped at once");
      process.exit(1);
    }
    logger.info({ signal }, "stopping; once more to stop at once");
    controller.abort();
  };
  const onUncaught = (error: unknown) => {
    logger.error({ error }, "unexpected error");
    process.exit(1);
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  process.on("uncaughtException", onUncaught).on("unhandledRejection", onUncaught);
  try {
    return await work(parameters, config, context);
  } catch (error) {
    const exitCode = exitCodeOf(error);
    logger.error({ error, exitCode }, "ended by an error");
    return exitCode;
  } finally {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
    process.off("uncaughtException", onUncaught).off("unhandledRejection", onUncaught);
  }
}

async function work<C extends BaseConfig>(
  { start }: RunServiceParameters<C>,
  config: C,
  context: ServiceContext,
): Promise<ExitCode> {
  const { logger, metrics, signal } = context;
  let service: RunningService | undefined;
  const server =
    config.http === null
      ? undefined
      : await startStatusServer({ ...config.http, metrics, status: () => service?.status(), now: Date.now });
  try {
    logger.info({ chainId: config.chain.chainId, http: server?.url }, "starting");
    try {
      service = await start(config, context);
    } catch (error) {
      // Told to stop, it could not but give up what it was opening.
      if (signal.aborted) return 0;
      throw error;
    }
    const end = await endOf(service, signal);
    const exitCode = end === "stopped" ? 0 : 3;
    logger[exitCode === 0 ? "info" : "error"]({ exitCode }, end);
    return exitCode;
  } finally {
    await server?.close();
  }
}

/** Waits until a service ends or is told to, and stops it. */
async function endOf(service: RunningService, signal: AbortSignal): Promise<"stopped" | "halted"> {
  let onAbort = () => {};
  const told = new Promise<void>((resolve) => {
    onAbort = resolve;
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) resolve();
  });
  try {
    await Promise.race([service.done, told]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    // Also after it halted or failed, because there are files and locks to close.
    await service.stop();
  }
  return service.done;
}

function contextOf(
  { name, process }: Pick<RunServiceParameters<never>, "name" | "process">,
  config: BaseConfig,
  rest: Pick<ServiceContext, "configFolder" | "signal">,
): ServiceContext {
  const logger = createLogger({ level: config.log.level, service: name, destination: process.stderr });
  return { logger, metrics: createMetrics(new Registry()), ...rest };
}
