import { BaseError } from "../../src/errors/BaseError.ts";
import { describeVerification } from "../../src/verification/describeVerification.ts";
import { verifyRound } from "../../src/verification/verifyRound.ts";
import { openSource } from "./openSource.ts";
import { parseOptions, sourceUsage } from "./parseOptions.ts";
import { toJson } from "./toJson.ts";

export const usage = `Usage: npm run verify-round -- ROUND [options]

Replays a settled round from public data and compares every number. Exit code: 0 identical, 1 different, 2 cannot tell.

${sourceUsage}

Example: npm run verify-round -- 1`;

/** Verifies the round that a command line names, prints the verdict and resolves to the exit code. */
export async function main(
  argv: readonly string[],
  output: Pick<Console, "log" | "error"> = console,
): Promise<0 | 1 | 2> {
  try {
    const { roundId, isHelp, isJson, fromBlock, ...source } = parseOptions(argv, ["ROUND"]);
    if (isHelp || roundId === undefined) {
      output.log(usage);
      return 0;
    }
    const { client, store } = await openSource({ ...source, fromBlock });
    const verification = await verifyRound(client, store, { roundId, fromBlock });
    const isIdentical = verification.difference === undefined;
    output.log(isJson ? toJson({ isIdentical, ...verification }) : describeVerification(verification));
    return isIdentical ? 0 : 1;
  } catch (error) {
    // Whatever went wrong, nothing was found to differ: 1 would say so.
    output.error(error instanceof BaseError ? `Error: ${error.message}` : error);
    return 2;
  }
}
