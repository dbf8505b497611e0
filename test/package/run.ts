import { execFile } from "node:child_process";

export type RunOptions = {
  readonly cwd: string;
  /** Beside those that this process has. */
  readonly env?: Readonly<Record<string, string>>;
};

const MOST_BYTES = 32 * 1024 * 1024;
const MILLISECONDS = 120_000;

/** Runs a program to its end and resolves to what it wrote to stdout. @throws Error with all it said when it failed. */
export function run(file: string, argv: readonly string[], { cwd, env = {} }: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: MOST_BYTES, timeout: MILLISECONDS };
    execFile(file, argv, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${file} ${argv.join(" ")}\n${stdout}${stderr}`, { cause: error }));
    });
  });
}

/** Runs npm, the one that runs us where there is one. */
export function runNpm(argv: readonly string[], options: RunOptions): Promise<string> {
  const npm = process.env.npm_execpath;
  return npm === undefined ? run("npm", argv, options) : run(process.execPath, [npm, ...argv], options);
}
