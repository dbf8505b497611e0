/** What a command answers with. */
export type Answer = {
  /** The one JSON document of `--json`: plain values, bigints as decimal strings; undefined when it printed as it went on. */
  readonly data: unknown;
  /** What a person reads: lines of at most 80 columns. Made only when it is wanted. */
  readonly text: () => string | Promise<string>;
  /** Set where the text is for a program, which would mind longer lines being broken. */
  readonly isExact?: true;
  /** Commands that make sense next, without the program's name. */
  readonly next?: readonly string[];
  /** Set by commands whose answer can be "no", as a check can. */
  readonly exitCode?: number;
};
