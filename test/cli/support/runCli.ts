import { EventEmitter } from "node:events";
import { PassThrough, Writable } from "node:stream";
import type { CliProcess } from "../../../cli/CliProcess.ts";

export type RunCliOptions = {
  /** Folder for settings, keystores and the index. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed when something is asked, in order; without them there is no terminal. A function acts first. */
  readonly answers?: readonly (string | (() => Promise<string>))[];
};

export type CliRun = {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both in the order of writing, with what was typed: what a person saw. */
  readonly transcript: string;
};

/** Runs one command line in this process, with a home of its own. */
export async function runCli(argv: readonly string[], options: RunCliOptions): Promise<CliRun> {
  const { home, env = {}, answers } = options;
  const left = [...(answers ?? [])];
  const said = { stdout: "", stderr: "", transcript: "" };
  const signals = new EventEmitter();
  const stdin = Object.assign(new PassThrough(), { isTTY: answers !== undefined });

  const type = async () => {
    const answer = left.shift();
    const text = typeof answer === "function" ? await answer() : answer;
    if (text === undefined) return stdin.end();
    said.transcript += `${text}\n`;
    return stdin.write(`${text}\n`);
  };
  const stderr = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _, done) {
      const text = String(chunk);
      said.stderr += text;
      said.transcript += text;
      done();
      // A line that is not finished asks for something; whoever asks listens a moment later.
      if (text !== "" && !text.endsWith("\n") && answers !== undefined) setImmediate(() => void type());
    },
  });
  const stdout = {
    write(text: string) {
      said.stdout += text;
      said.transcript += text;
    },
    on: () => {},
  };
  const fake = {
    env: { COMMONWEIGHTS_HOME: home, ...env },
    stdin,
    stdout,
    stderr,
    on: (name: string, listener: () => void) => signals.on(name, listener),
    off: (name: string, listener: () => void) => signals.off(name, listener),
    exit: (code: number) => {
      throw new Error(`The program left with code ${code}.`);
    },
  };
  // Imported as commands import, so that an error's class is the same wherever it comes from.
  const { main } = await import("../../../cli/main.ts");
  const code = await main(argv, fake as unknown as CliProcess);
  return { code, ...said };
}
