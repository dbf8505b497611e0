import { parseArgs } from "node:util";
import { getAddress, isAddress } from "ethers";
import { BaseError } from "../../src/errors/BaseError.ts";

/** Where a round is read from. */
export type SourceOptions = {
  /** JSON-RPC endpoint; without it, the archive is read. */
  readonly rpc: string | undefined;
  /** JSON file of a client's addresses, or the name of a folder in deployments/. */
  readonly addresses: string | undefined;
  readonly archive: string;
  /** Folder of content, one file per CID. */
  readonly storage: string;
  /** First block with events of the deployment. */
  readonly fromBlock: number;
};

export type Options = SourceOptions & {
  /** Undefined only with `isHelp`. */
  readonly roundId: bigint | undefined;
  /** Undefined when no address was asked for. */
  readonly contributor: string | undefined;
  readonly isJson: boolean;
  readonly isHelp: boolean;
};

/** What both commands take; the text of their usage. */
export const sourceUsage = `  --storage FOLDER    files of the rounds, named by CID (default report/storage)
  --archive FILE      kept reads of the chain, as npm run demo writes them (default report/chain.json)
  --rpc URL           read the chain itself instead of an archive; needs --addresses
  --addresses WHERE   JSON file with the contracts' addresses, or the name of a folder in deployments/
  --from-block N      first block with events of the deployment (default 0)
  --json              one JSON document on stdout
  --help              this text`;

/**
 * Reads the arguments of a command: its positions, then options.
 * @throws BaseError `USAGE` that names the argument and what it may be.
 */
export function parseOptions(argv: readonly string[], positions: readonly ("ADDRESS" | "ROUND")[]): Options {
  const { values, positionals } = parse(argv);
  const source = {
    rpc: values.rpc,
    addresses: values.addresses,
    archive: values.archive ?? "report/chain.json",
    storage: values.storage ?? "report/storage",
    fromBlock: Number(wholeNumber("--from-block", values["from-block"] ?? "0")),
    isJson: values.json ?? false,
  };
  if (values.help) return { ...source, roundId: undefined, contributor: undefined, isHelp: true };
  if (positionals.length !== positions.length) {
    throw usageError(`${positions.join(" and ")} must be given, and nothing else: got "${positionals.join(" ")}".`);
  }
  if (values.rpc !== undefined && values.addresses === undefined) {
    throw usageError("--rpc needs --addresses: which contracts?");
  }
  if (values.rpc === undefined && values.addresses !== undefined) {
    throw usageError("--addresses belongs to --rpc: an archive names its own.");
  }
  const text = (position: "ADDRESS" | "ROUND") => positionals[positions.indexOf(position)] ?? "";
  return {
    ...source,
    roundId: wholeNumber("ROUND", text("ROUND")),
    contributor: positions.includes("ADDRESS") ? checkedAddress(text("ADDRESS")) : undefined,
    isHelp: false,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        rpc: { type: "string" },
        addresses: { type: "string" },
        archive: { type: "string" },
        storage: { type: "string" },
        "from-block": { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
      strict: true,
    });
  } catch (cause) {
    throw usageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function wholeNumber(name: string, text: string): bigint {
  if (!/^\d{1,15}$/.test(text)) throw usageError(`${name} must be a whole number, not "${text}".`);
  return BigInt(text);
}

function checkedAddress(text: string): string {
  if (!isAddress(text)) throw usageError(`ADDRESS must be 0x and 40 hexadecimal digits, not "${text}".`);
  return getAddress(text);
}

function usageError(message: string): BaseError {
  return new BaseError("USAGE", message, { remedy: "See --help." });
}
