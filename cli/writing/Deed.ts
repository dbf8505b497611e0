import type { Client } from "../../src/client.ts";
import type { Answer } from "../Answer.ts";
import type { Field } from "../output/formatFields.ts";

/** One transaction. */
export type Step = {
  /** What it does, in words: "Allow the market to take 50 COMMON". */
  readonly label: string;
  /** An action of the library; resolves to what it resolves to. */
  readonly act: (client: Client) => Promise<unknown>;
};

/** What a command would do to the chain: one or more transactions, shown together and confirmed once. */
export type Deed = {
  /** "Buy a license on offer 3". */
  readonly title: string;
  /** What whoever confirms should know: amounts, terms, allowance, what cannot be undone. */
  readonly facts?: readonly Field[];
  /** In order; each may rely on those before it. */
  readonly steps: readonly Step[];
  /** What came of it, from what the steps' actions resolved to. */
  readonly answer: (results: readonly unknown[]) => Answer | Promise<Answer>;
};
