import { parseArgs } from "node:util";
import { usageError } from "../commandLine/usageError.ts";
import { wholeNumber } from "../commandLine/wholeNumber.ts";

/** What a devnet is started with. */
export type DevnetOptions = {
  readonly oracles: number;
  readonly contributors: number;
  /** Seconds of the chain per second of the wall. */
  readonly speed: number;
  /** Settled rounds to stop after; undefined: none. */
  readonly rounds: number | undefined;
  readonly folder: string;
  /** 0: a free one. */
  readonly port: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
};

/** Printed by `--help`. */
export const usage = `Usage: npm run devnet -- [options]

Runs everything on this machine: a node, the contracts, oracles and contributors as the services that operators run, and a
sponsor that opens one round after the other. Their logs appear side by side. Ctrl-C stops it all; nothing is kept.

  --oracles N        3 to 16 (default 3)
  --contributors N   2 to 12, each with its part of the Palmer penguins (default 2)
  --speed N          how much faster than the wall the chain's clock runs, 1 to 60 (default 6: a round takes a minute)
  --rounds N         stop after N settled rounds (default: go on)
  --folder PATH      keys, configurations, data, logs and stored files go there (default devnet)
  --port N           of the node (default: a free one)
  --json             one JSON line per event
  --help             this text

Exit code: 0 stopped, 1 something failed, 2 wrong arguments.

Example: npm run devnet -- --rounds 2`;

/**
 * Reads the devnet's arguments.
 * @throws BaseError `USAGE` that names the argument and what it may be.
 */
export function parseOptions(argv: readonly string[]): DevnetOptions {
  const values = parseValues(argv);
  if (values.folder === "") throw usageError("--folder must be a path.", "devnet");
  return {
    oracles: wholeNumber({ name: "--oracles", text: values.oracles ?? "3", least: 3, most: 16, command: "devnet" }),
    contributors: wholeNumber({
      name: "--contributors",
      text: values.contributors ?? "2",
      least: 2,
      most: 12,
      command: "devnet",
    }),
    speed: wholeNumber({ name: "--speed", text: values.speed ?? "6", least: 1, most: 60, command: "devnet" }),
    rounds:
      values.rounds === undefined
        ? undefined
        : wholeNumber({ name: "--rounds", text: values.rounds, least: 1, most: 1000, command: "devnet" }),
    folder: values.folder ?? "devnet",
    port: wholeNumber({ name: "--port", text: values.port ?? "0", least: 0, most: 65_535, command: "devnet" }),
    isJson: values.json ?? false,
    isHelp: values.help ?? false,
  };
}

function parseValues(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        oracles: { type: "string" },
        contributors: { type: "string" },
        speed: { type: "string" },
        rounds: { type: "string" },
        folder: { type: "string" },
        port: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
      strict: true,
    }).values;
  } catch (cause) {
    throw usageError(cause instanceof Error ? cause.message : String(cause), "devnet");
  }
}
