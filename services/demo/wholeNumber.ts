import { usageError } from "./usageError.ts";

export type WholeNumberParameters = {
  /** The option, `--rounds` say, and what was given for it. */
  readonly name: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
  /** The command whose option it is. */
  readonly command: string;
};

/**
 * The number that an option gives.
 * @throws BaseError `USAGE` for anything but a whole number in its range.
 */
export function wholeNumber({ name, text, least, most, command }: WholeNumberParameters): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw usageError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`, command);
  }
  return value;
}
