import { parseCount } from "./parse/parseCount.ts";
import { parseGwei } from "./parse/parseGwei.ts";
import type { Kind, Option } from "./Verb.ts";

/** Values of the options that every command of its kind has. */
export type GlobalOptions = {
  readonly json?: true;
  readonly quiet?: true;
  readonly network?: string;
  readonly rpc?: readonly string[];
  readonly account?: string;
  readonly passphraseFile?: string;
  readonly passphraseFd?: number;
  readonly signerRpc?: string;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly calldata?: true;
  readonly wait?: true;
  /** Wei per gas. */
  readonly maxFee?: bigint;
};

type GroupedOption = Option & { readonly group: string };

const output: readonly GroupedOption[] = [
  { group: "Output", flags: "--json", summary: "one JSON document on standard output" },
  { group: "Output", flags: "--quiet", summary: "no progress and no hints on standard error" },
];

const network: readonly GroupedOption[] = [
  { group: "Network", flags: "--network <name>", summary: "which one (see: net list)" },
  {
    group: "Network",
    flags: "--rpc <url>",
    summary: "ask this node, or those in @FILE; of several, more than half must say the same",
    isRepeatable: true,
  },
];

const who: GroupedOption = {
  group: "Account",
  flags: "--account <who>",
  summary: "name, address or keystore file (see: account list)",
};

const key: readonly GroupedOption[] = [
  {
    group: "Account",
    flags: "--passphrase-file <path>",
    summary: "opens the keystore; without it you are asked",
  },
  {
    group: "Account",
    flags: "--passphrase-fd <number>",
    summary: "the same, from an open file descriptor",
    parse: parseCount,
  },
  { group: "Account", flags: "--signer-rpc <url>", summary: "let this signer sign, or the one in @FILE" },
];

const writing: readonly GroupedOption[] = [
  { group: "Sending", flags: "--yes", summary: "do not ask" },
  { group: "Sending", flags: "--dry-run", summary: "simulate and show, send nothing; needs no key" },
  { group: "Sending", flags: "--calldata", summary: "print the transactions for a multisig, send nothing" },
  { group: "Sending", flags: "--wait", summary: "return when it is included and indexed" },
  { group: "Sending", flags: "--max-fee <gwei>", summary: "never offer more per gas (default: 500)", parse: parseGwei },
];

/** The options of every command of a kind. */
export function globalOptions(kind: Kind): readonly GroupedOption[] {
  if (kind === "local") return output;
  return kind === "read" ? [...output, ...network, who] : [...output, ...network, who, ...key, ...writing];
}
