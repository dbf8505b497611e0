import { parseArgs } from "node:util";
import { usageError } from "./usageError.ts";
import { wholeNumber } from "./wholeNumber.ts";

export type DemoOptions = {
  /** CSV file; without it, the Palmer penguins. */
  readonly data: string | undefined;
  /** Name or 0-based position of the label column. */
  readonly label: string | undefined;
  readonly contributors: number;
  readonly oracles: number;
  readonly rounds: number;
  readonly seed: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
};

export const usage = `Usage: npm run demo -- [options]

Lives the whole story of a model on an embedded chain and writes report/index.html.

  --data FILE.csv     table to train on, with or without a header row (default: Palmer penguins)
  --label COLUMN      column to predict: its name, or its 0-based position (needed with --data)
  --contributors N    6 to 60, of which three attack (default 8)
  --oracles K         5 to 16, of which one is lazy and one lies (default 5)
  --rounds R          1 to 20 (default 3)
  --seed S            same seed, same numbers: 0 to 4294967295 (default 1)
  --json              one JSON document on stdout and nothing else there
  --help              this text

Example: npm run demo -- --data flowers.csv --label species --contributors 10`;

/**
 * Reads the demo's arguments.
 * @throws BaseError `USAGE` that names the argument and what it may be.
 */
export function parseOptions(argv: readonly string[]): DemoOptions {
  const values = parseValues(argv);
  if (values.data !== undefined && values.label === undefined && !values.help) {
    throw usageError("--data needs --label: which column is to be predicted?", "demo");
  }
  if (values.data === undefined && values.label !== undefined) {
    throw usageError("--label belongs to --data: the penguins' label is their species.", "demo");
  }
  return {
    data: values.data,
    label: values.label,
    contributors: wholeNumber({
      name: "--contributors",
      text: values.contributors ?? "8",
      least: 6,
      most: 60,
      command: "demo",
    }),
    oracles: wholeNumber({ name: "--oracles", text: values.oracles ?? "5", least: 5, most: 16, command: "demo" }),
    rounds: wholeNumber({ name: "--rounds", text: values.rounds ?? "3", least: 1, most: 20, command: "demo" }),
    seed: wholeNumber({ name: "--seed", text: values.seed ?? "1", least: 0, most: 0xffffffff, command: "demo" }),
    isJson: values.json ?? false,
    isHelp: values.help ?? false,
  };
}

function parseValues(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        data: { type: "string" },
        label: { type: "string" },
        contributors: { type: "string" },
        oracles: { type: "string" },
        rounds: { type: "string" },
        seed: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
      strict: true,
    }).values;
  } catch (cause) {
    throw usageError(cause instanceof Error ? cause.message : String(cause), "demo");
  }
}
