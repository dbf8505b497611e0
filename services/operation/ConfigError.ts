import { BaseError } from "../../src/errors/BaseError.ts";

/** A configuration file cannot be used. */
export class ConfigError extends BaseError {
  override name = "ConfigError";
  /** One line for each field that is wrong: path, what is there, what is expected. */
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`).join("\n");
    super("CONFIG_INVALID", `The configuration ${path} cannot be used:\n${lines}`, {
      remedy: "Every field is explained in docs/operating.md.",
    });
    this.problems = problems;
  }
}
