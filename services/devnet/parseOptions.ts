import { parseArgs } from "node:util";
import { usageError } from "../commandLine/usageError.ts";
import { wholeNumber } from "../commandLine/wholeNumber.ts";
import { type DevnetOptions, devnetDefaults } from "./DevnetOptions.ts";

/** Printed by `--help`. */
export const usage = `Usage: npm run devnet -- [options]

Runs everything on this machine: a node, the contracts, oracles and contributors as the services that operators run, and a
sponsor that opens one round after the other. Their logs appear side by side. Ctrl-C stops it all; nothing is kept.

  --still            no services: a node with a history to work with, whose time moves only when asked
  --oracles N        3 to 16 (default 3)
  --contributors N   2 to 12, each with its part of the Palmer penguins (default 2)
  --speed N          how much faster than the wall the chain's clock runs, 1 to 60 (default 6: a round takes a minute)
  --rounds N         stop after N settled rounds (default: go on)
  --folder PATH      keys, configurations, data, logs and stored files go there (default devnet)
  --port N           of the node (default 8545; 0: a free one)
  --json             one JSON line per event
  --help             this text

Exit code: 0 stopped, 1 something failed, 2 wrong arguments.

Example: npm run devnet -- --rounds 2`;

/**
 * Reads the devnet's arguments.
 * @throws BaseError `USAGE` that names the argument and what it may be.
 */
export function parseOptions(argv: readonly string[]): DevnetOptions & { readonly isHelp: boolean } {
  const values = parseValues(argv);
  const number = (name: "oracles" | "contributors" | "speed" | "rounds" | "port", least: number, most: number) => {
    const text = values[name];
    return text === undefined ? undefined : wholeNumber({ name: `--${name}`, text, least, most, command: "devnet" });
  };
  if (values.folder === "") throw usageError("--folder must be a path.", "devnet");
  for (const name of ["speed", "rounds"] as const) {
    if (values.still !== true || values[name] === undefined) continue;
    throw usageError(`--${name} is about services, and --still runs none.`, "devnet");
  }
  return {
    oracles: number("oracles", 3, 16) ?? devnetDefaults.oracles,
    contributors: number("contributors", 2, 12) ?? devnetDefaults.contributors,
    isStill: values.still ?? devnetDefaults.isStill,
    speed: number("speed", 1, 60) ?? devnetDefaults.speed,
    rounds: number("rounds", 1, 1000),
    folder: values.folder ?? devnetDefaults.folder,
    port: number("port", 0, 65_535) ?? devnetDefaults.port,
    isJson: values.json ?? devnetDefaults.isJson,
    isHelp: values.help ?? false,
  };
}

function parseValues(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        still: { type: "boolean" },
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
