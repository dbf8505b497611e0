import { BaseError } from "../../src/errors/BaseError.ts";
import { describeUpdate } from "../../src/verification/describeUpdate.ts";
import { explainUpdate } from "../../src/verification/explainUpdate.ts";
import { openSource } from "../verify/openSource.ts";
import { parseOptions, sourceUsage } from "../verify/parseOptions.ts";
import { toJson } from "../verify/toJson.ts";

export const usage = `Usage: npm run explain -- ADDRESS ROUND [options]

Says what happened to a contributor's update in a settled round, step by step.

${sourceUsage}

Example: npm run explain -- 0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC 1`;

/** Explains the update that a command line names, prints it and resolves to the exit code. */
export async function main(argv: readonly string[], output: Pick<Console, "log" | "error"> = console): Promise<0 | 2> {
  try {
    const { roundId, contributor, isHelp, isJson, ...source } = parseOptions(argv, ["ADDRESS", "ROUND"]);
    if (isHelp || roundId === undefined || contributor === undefined) {
      output.log(usage);
      return 0;
    }
    const { client, store } = await openSource(source);
    const explained = await explainUpdate(client, store, { roundId, contributor, fromBlock: source.fromBlock });
    output.log(isJson ? toJson(explained) : describeUpdate(explained));
    return 0;
  } catch (error) {
    output.error(error instanceof BaseError ? `Error: ${error.message}` : error);
    return 2;
  }
}
