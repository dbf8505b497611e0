import { parseAmount } from "../parse/parseAmount.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseDuration } from "../parse/parseDuration.ts";
import { parsePercent } from "../parse/parsePercent.ts";
import { parseUses } from "../parse/parseUses.ts";
import type { Option } from "../Verb.ts";

/** What can be said about terms. What is not said is the default for a new offer, and what it was for an update. */
export const termsOptions: readonly Option[] = [
  { flags: "--price <amount>", summary: "of a license", parse: parseAmount },
  { flags: "--currency <token>", summary: "address of the token (default: COMMON)" },
  {
    flags: "--uses <names>",
    summary: "train, evaluate, infer, redistribute, derive (default: train)",
    parse: parseUses,
  },
  { flags: "--duration <time>", summary: "of a license, like 30d; 0s: for ever (default)", parse: parseDuration },
  { flags: "--quota <count>", summary: "uses that can be recorded; 0: any number (default)", parse: parseCount },
  { flags: "--transferable", summary: "holders may pass it on (default: they may not)" },
  {
    flags: "--resale-royalty <percent>",
    summary: "your part of a resale, at most 10 (off-chain; default: 0)",
    parse: parsePercent,
  },
  {
    flags: "--revenue-share <percent>",
    summary: "your part of what training under it earns, at most 50 (default: 0)",
    parse: parsePercent,
  },
  { flags: "--policy <file>", summary: "policy that applies, or its digest (off-chain)" },
  { flags: "--terms <file>", summary: "text of the terms, or its digest (off-chain)" },
];

/** The options of a new offer: as above, with a price. */
export const newTermsOptions: readonly Option[] = [
  ...termsOptions.map(
    (option): Option => (option.flags.startsWith("--price") ? { ...option, isRequired: true } : option),
  ),
  { flags: "--cap <count>", summary: "licenses to sell at most (default: any number)", parse: parseCount },
];
