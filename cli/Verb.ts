import type { Answer } from "./Answer.ts";
import type { Context } from "./Context.ts";

/** Turns what was typed into a value, or throws BaseError `USAGE`. */
export type Parse = (text: string) => unknown;

export type Argument = {
  /** As help shows it; the value is in the input under this name in camel case. */
  readonly name: string;
  readonly summary: string;
  readonly parse?: Parse;
  readonly isOptional?: true;
  readonly isVariadic?: true;
};

export type Option = {
  /** As commander writes it: `--price <amount>`; the value is in the input under the long name in camel case. */
  readonly flags: string;
  readonly summary: string;
  readonly parse?: Parse;
  readonly isRequired?: true;
  /** Several values, in order; an array in the input. */
  readonly isRepeatable?: true;
  readonly choices?: readonly string[];
  /** As if it had been typed. */
  readonly default?: string;
};

/** Which options a command has beside its own: reads need no key, writes ask before they send, local ones need no chain. */
export type Kind = "read" | "write" | "local";

/** One command. Describing it loads nothing; running it loads what it needs. */
export type Verb = {
  /** "show", or "proposal show" for a command one level deeper. */
  readonly name: string;
  readonly summary: string;
  /** More than a line, for those who ask for help. */
  readonly details?: string;
  readonly kind: Kind;
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  /** A command line that works on a still devnet as it stands, without the program's name. */
  readonly example: string;
  /** What must have been done there before the example works. */
  readonly before?: readonly string[];
  /** The module whose `run` does it. */
  readonly load: () => Promise<{ readonly run: Run }>;
};

/** Each command declares what its input holds; the options described beside it make that true. */
export type Run = (context: Context, input: never) => Promise<Answer>;

/** What the commands of one kind are about: `commonweights dataset …`. */
export type Resource = {
  readonly name: string;
  readonly summary: string;
  /** Summaries of the words between resource and verb: `dao proposal …`. */
  readonly groups?: Readonly<Record<string, string>>;
  readonly verbs: readonly Verb[];
};
