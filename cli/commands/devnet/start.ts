import { type DevnetOptions, devnetRanges } from "../../../services/devnet/DevnetOptions.ts";
import { startDevnet } from "../../../services/devnet/startDevnet.ts";
import type { Answer } from "../../Answer.ts";
import type { Context } from "../../Context.ts";
import { usageError } from "../../usageError.ts";

export type StartInput = Pick<DevnetOptions, "port" | "folder" | "oracles" | "contributors" | "speed"> & {
  readonly still?: true;
  readonly rounds?: number;
};

export async function run(context: Context, { still, ...input }: StartInput): Promise<Answer> {
  for (const [name, [least, most]] of Object.entries(devnetRanges)) {
    const value = input[name as keyof typeof devnetRanges];
    if (value === undefined || (value >= least && value <= most)) continue;
    throw usageError(`--${name} must be a whole number from ${least} to ${most}, not "${value}".`);
  }
  if (input.folder === "") throw usageError("--folder must be a path.");
  if (still === true && input.rounds !== undefined) {
    throw usageError("--rounds is about services, and --still runs none.");
  }
  const { folder, port, oracles, contributors, speed, rounds } = input;
  const isJson = context.options.json === true;
  context.note("Starting a node and deploying everything …");
  await startDevnet(
    { folder, port, oracles, contributors, speed, rounds, isStill: still === true, isJson },
    context.takeProcess(),
  );
  return { data: undefined, text: () => "" };
}
