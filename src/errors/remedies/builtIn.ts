import type { Explanation } from "./Remedies.ts";

const REPORT = "This should not happen with these contracts. Check what was given, and report it with the transaction.";

const panics: Readonly<Record<number, string>> = {
  1: "an assertion does not hold",
  17: "a number became too large or negative",
  18: "a division by zero",
  33: "a number that names none of the choices",
  34: "damaged storage",
  49: "taking from an empty list",
  50: "a place outside a list",
  65: "too much memory",
  81: "a call of nothing",
};

/** Explains the two errors that Solidity itself has. */
export const builtIn: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => Explanation>> = {
  Error: ({ reason }) => [
    `The contract refused: ${String(reason)}`,
    "The reason is that contract's own. Our contracts give none as text: look at the token, or at what a proposal calls.",
  ],
  Panic: ({ code }) => [
    `The contract stopped at a fault: ${panics[Number(code)] ?? "unknown"}, code ${String(code)}`,
    REPORT,
  ],
  UnknownError: ({ data }) => [
    `The contract refused with an error that this version does not know, ${String(data).slice(0, 10)}`,
    "Those four bytes are its selector: look them up, and check that the addresses belong to this version of the contracts.",
  ],
};
