import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";

export type Engine = {
  readonly name: string;
  /** Runs the script, or its page, and returns what it printed. @throws Error when the engine is not there. */
  readonly run: (script: string, page: string) => string;
};

const CHROMIUM = "/usr/bin/chromium";
const CHROMIUM_OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"];

/** Where the same script is run. The first is the running Node, that all others are compared with. */
export const engines: readonly Engine[] = [
  {
    name: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    run: (script) => execute(process.execPath, [script]),
  },
  // No optimizing compiler: other machine code for the same program.
  {
    name: "the same Node without optimizing compiler",
    run: (script) => execute(process.execPath, ["--max-opt=1", script]),
  },
  { name: "Node 22", run: (script) => execute("npx", ["-y", "-p", "node@22", "-c", `node "${script}"`]) },
  { name: "Node 24", run: (script) => execute("npx", ["-y", "-p", "node@24", "-c", `node "${script}"`]) },
  {
    name: "Chromium",
    run: (_, page) => {
      if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is not there`);
      return execute(CHROMIUM, [...CHROMIUM_OPTIONS, pathToFileURL(page).href]);
    },
  },
];

function execute(command: string, options: readonly string[]): string {
  return execFileSync(command, options, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 120_000 });
}
