import { CommanderError } from "commander";
import type { Answer } from "./Answer.ts";
import type { CliProcess } from "./CliProcess.ts";
import type { Context } from "./Context.ts";
import type { DescribedError } from "./describeError.ts";
import { ExitCode } from "./ExitCode.ts";
import type { GlobalOptions } from "./globalOptions.ts";
import { printable } from "./output/printable.ts";
import { wrap } from "./output/wrap.ts";
import { createProgram } from "./program.ts";
import { resources } from "./resources/index.ts";
import { usageError } from "./usageError.ts";
import type { Verb } from "./Verb.ts";
import { version } from "./version.ts";

type Chosen = { readonly verb: Verb; readonly input: Readonly<Record<string, unknown>> };

/** Runs one command line and resolves to the exit code. Data goes to standard output, everything else to standard error. */
export async function main(argv: readonly string[], process: CliProcess): Promise<number> {
  const { stdout, stderr } = process;
  // Nobody reads any more, as after `| head`.
  stdout.on("error", () => process.exit(ExitCode.Done));
  let chosen: Chosen | undefined;
  let complaint = "";
  const program = createProgram({
    version,
    resources,
    onVerb: (verb, input) => {
      chosen = { verb, input };
    },
    write: (text) => void stdout.write(text),
    writeError: (text) => {
      complaint += text;
    },
  });
  try {
    program.parse([...argv], { from: "user" });
  } catch (error) {
    const isJson = argv.includes("--json");
    if (error instanceof CommanderError) {
      // Without a command, help is what was missing: it is no failure to ask for it.
      if (error.exitCode === 0 || error.code === "commander.help") {
        stderr.write(complaint);
        return argv.length === 0 ? ExitCode.Done : exitOf(error);
      }
      const message = complaint.trim().replace(/^Error: /, "");
      return fail(
        usageError(message.replace("\n", " "), `See commonweights ${commandIn(argv)}--help.`),
        isJson,
        process,
      );
    }
    return fail(error, isJson, process);
  }
  if (chosen === undefined) return ExitCode.Usage;
  const { verb, input } = chosen;
  const options = input as GlobalOptions;
  const { openContext } = await import("./openContext.ts");
  const { context, close } = openContext(options, process);
  try {
    const { run } = await verb.load();
    const answer = await run(context, input as never);
    await print(answer, options, context, process);
    return answer.exitCode ?? ExitCode.Done;
  } catch (error) {
    return await fail(error, options.json === true, process);
  } finally {
    await close();
  }
}

/** The longest command that a command line begins with, and a space; nothing when it is none. */
function commandIn(argv: readonly string[]): string {
  const paths = resources.flatMap(({ name, groups = {}, verbs }) => [
    name,
    ...Object.keys(groups).map((group) => `${name} ${group}`),
    ...verbs.map((verb) => `${name} ${verb.name}`.trim()),
  ]);
  const fitting = paths.filter((path) => `${argv.join(" ")} `.startsWith(`${path} `));
  return fitting.sort((a, b) => b.length - a.length).map((path) => `${path} `)[0] ?? "";
}

function exitOf({ exitCode }: CommanderError): number {
  return exitCode === 0 ? ExitCode.Done : ExitCode.Usage;
}

async function print(answer: Answer, options: GlobalOptions, context: Context, process: CliProcess) {
  const { data, text, next, isExact } = answer;
  const { toJson } = await import("./output/toJson.ts");
  if (data === undefined) return;
  const shown =
    options.json === true ? toJson(data) : isExact === true ? await text() : inLines(printable(await text()));
  if (shown !== "") process.stdout.write(`${shown}\n`);
  if (next !== undefined && next.length > 0) {
    context.note(`\nNext:\n${next.map((command) => `  commonweights ${command}`).join("\n")}`);
  }
}

const WIDTH = 80;

/** Sentences break at 80 columns; what is shorter, as tables are, stays as it is. */
function inLines(text: string): string {
  return text
    .split("\n")
    .flatMap((line) => (line.length > WIDTH ? wrap(line, WIDTH) : [line]))
    .join("\n");
}

async function fail(error: unknown, isJson: boolean, { stderr }: CliProcess): Promise<number> {
  const { describeError } = await import("./describeError.ts");
  const described = describeError(error);
  stderr.write(isJson ? `${await jsonOf(described)}\n` : textOf(described));
  return described.exitCode;
}

async function jsonOf({ exitCode: _, ...error }: DescribedError): Promise<string> {
  const { toJson } = await import("./output/toJson.ts");
  return toJson({ error });
}

function textOf({ message, remedy, next }: DescribedError): string {
  const lines = [`Error: ${message}`, ...(remedy === undefined ? [] : [remedy])];
  // Contracts, nodes and signers may have written some of it.
  return `${inLines(printable(lines.join("\n")))}\n${next === undefined ? "" : `\nNext:\n  commonweights ${next}\n`}`;
}
