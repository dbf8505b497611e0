import { Command, Argument as CommanderArgument, Option as CommanderOption } from "commander";
import { BaseError } from "../src/errors/BaseError.ts";
import { globalOptions } from "./globalOptions.ts";
import { wrap } from "./output/wrap.ts";
import { usageError } from "./usageError.ts";
import type { Argument, Option, Parse, Resource, Verb } from "./Verb.ts";

export type CreateProgramParameters = {
  readonly version: string;
  readonly resources: readonly Resource[];
  /** Told which command was chosen, with its arguments and options by name. */
  readonly onVerb: (verb: Verb, input: Readonly<Record<string, unknown>>) => void;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
};

const WIDTH = 80;
/** Summaries are broken into lines as long as this much is left for them. */
const NARROWEST = 20;

const INTRODUCTION = `Datasets, licenses, models, training rounds, rewards and votes of Commonweights.

Reads need no key. Writes show what they will do, then ask once.`;

const CLOSING = `
Start with:
  commonweights devnet --still     a chain on this machine, in another terminal
  commonweights doctor             what works, what does not, and what to do
Every command has --help with an example, and --json for scripts.`;

/** The command line's grammar. Building it reads neither files nor the environment. */
export function createProgram({ version, resources, onVerb, write, writeError }: CreateProgramParameters): Command {
  const program = settle(new Command("commonweights"))
    .description(INTRODUCTION)
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", CLOSING);
  for (const resource of resources) {
    const top = settle(program.command(resource.name)).description(resource.summary);
    const parents = new Map<string, Command>([["", top]]);
    for (const verb of resource.verbs) {
      if (verb.name === "") {
        describe(top, verb);
        continue;
      }
      const words = verb.name.split(" ");
      const group = words.slice(0, -1).join(" ");
      let parent = parents.get(group);
      if (parent === undefined) {
        parent = settle(top.command(group)).description(resource.groups?.[group] ?? "");
        parents.set(group, parent);
      }
      describe(settle(parent.command(words.at(-1)!)), verb);
    }
  }
  return program;

  function settle(command: Command): Command {
    return (
      command
        .helpCommand(false)
        .showHelpAfterError(false)
        // An option after a verb is the verb's, where its resource has one of that name as well.
        .enablePositionalOptions()
        .exitOverride()
        .configureHelp({ helpWidth: WIDTH, minWidthToWrap: NARROWEST, showGlobalOptions: false })
        .configureOutput({
          writeOut: write,
          writeErr: writeError,
          // Help is the same on every machine.
          getOutHelpWidth: () => WIDTH,
          getErrHelpWidth: () => WIDTH,
          getOutHasColors: () => false,
          getErrHasColors: () => false,
          outputError: (text, print) => print(text.replace(/^error: /, "Error: ")),
        })
    );
  }

  function describe(command: Command, verb: Verb): void {
    command
      .summary(verb.summary)
      .description(verb.details === undefined ? `${verb.summary}.` : `${verb.summary}.\n\n${verb.details}`)
      .helpOption("-h, --help", "print this help")
      .addHelpText("after", `\nExample:\n${exampleLines(verb)}`);
    for (const argument of verb.arguments ?? []) command.addArgument(toArgument(argument));
    for (const option of verb.options ?? []) command.addOption(toOption(option));
    for (const option of globalOptions(verb.kind)) command.addOption(toOption(option).helpGroup(`${option.group}:`));
    command.action((...given: unknown[]) => {
      const named = (verb.arguments ?? []).map(({ name }, k) => [camelCase(name), given[k]] as const);
      onVerb(verb, { ...command.opts(), ...Object.fromEntries(named) });
    });
  }
}

/** A command line that is too long goes on in the next line, as a shell takes it. */
function exampleLines({ example, before = [] }: Verb): string {
  return [...before, example]
    .map((one) =>
      wrap(`commonweights ${one}`, WIDTH - 6)
        .map((line, k) => (k === 0 ? `  ${line}` : `    ${line}`))
        .join(" \\\n"),
    )
    .join("\n");
}

function toArgument({ name, summary, parse, isOptional, isVariadic }: Argument): CommanderArgument {
  const shown = isVariadic === true ? `${name}...` : name;
  const argument = new CommanderArgument(isOptional === true ? `[${shown}]` : `<${shown}>`, summary);
  return parse === undefined ? argument : argument.argParser(parser(name, parse, isVariadic === true));
}

function toOption({ flags, summary, parse, isRequired, isRepeatable, choices, default: fallback }: Option) {
  const option = new CommanderOption(flags, summary);
  const read = parse ?? ((text: string) => text);
  const check = (text: string) => {
    if (choices !== undefined && !choices.includes(text)) {
      throw usageError(`it must be one of ${choices.join(", ")}, not "${text}".`);
    }
    return read(text);
  };
  if (flags.includes("<") || flags.includes("[")) option.argParser(parser(option.long!, check, isRepeatable === true));
  if (isRequired === true) option.makeOptionMandatory();
  if (fallback !== undefined) option.default(read(fallback), fallback);
  return option;
}

/** Names the argument in what is wrong with it. */
function parser(name: string, parse: Parse, isSeveral: boolean) {
  return (text: string, earlier: unknown): unknown => {
    let value: unknown;
    try {
      value = parse(text);
    } catch (error) {
      if (!(error instanceof BaseError)) throw error;
      const [first, ...rest] = error.message.split("\n");
      throw usageError(`${name}: ${first}`, rest.join("\n") || undefined);
    }
    return isSeveral ? [...(Array.isArray(earlier) ? earlier : []), value] : value;
  };
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
