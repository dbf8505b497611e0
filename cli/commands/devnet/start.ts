import { startDevnet } from "../../../services/devnet/startDevnet.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { usageError } from "../../usageError.ts";

export type StartInput = {
  readonly still?: true;
  readonly port: number;
  readonly folder: string;
  readonly oracles: number;
  readonly contributors: number;
  readonly speed: number;
  readonly rounds?: number;
};

export async function run(context: Context, input: StartInput): Promise<Answer> {
  requireRange("--port", input.port, 0, 65_535);
  requireRange("--oracles", input.oracles, 3, 16);
  requireRange("--contributors", input.contributors, 2, 12);
  requireRange("--speed", input.speed, 1, 60);
  if (input.rounds !== undefined) requireRange("--rounds", input.rounds, 1, 1000);
  if (input.folder === "") throw usageError("--folder must be a path.");
  const { still, rounds, folder, port, oracles, contributors, speed } = input;
  context.note("Starting a node and deploying everything …");
  await startDevnet(
    {
      ...{ folder, port, oracles, contributors, speed, rounds },
      isStill: still === true,
      isJson: context.options.json === true,
    },
    context.takeProcess(),
  );
  return { data: { isStopped: true }, text: () => "" };
}

function requireRange(name: string, value: number, least: number, most: number): void {
  if (value < least || value > most) {
    throw usageError(`${name} must be a whole number from ${least} to ${most}, not "${value}".`);
  }
}
