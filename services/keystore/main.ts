import { parseArgs } from "node:util";
import { BaseError } from "../../src/errors/BaseError.ts";
import { createKeystore } from "../../src/node/keys/createKeystore.ts";
import { readPassphrase } from "../../src/node/keys/readPassphrase.ts";
import { promptHidden, type Terminal } from "./promptHidden.ts";

export const usage = `Usage: node --import tsx scripts/keystore.ts FILE [options]

Makes a new key, writes it encrypted into FILE, which must not exist, and prints its address.
The passphrase is typed, or comes from a file or an open file descriptor; never from an argument or the environment.

  --passphrase-file FILE  first line of a file that only its owner can read
  --passphrase-fd N       an open file descriptor: … --passphrase-fd 3 3< FILE
  --help                  this text`;

/** Makes the keystore that a command line names, prints its address and resolves to the exit code. */
export async function main(
  argv: readonly string[],
  terminal: Terminal,
  output: Pick<Console, "log" | "error"> = console,
): Promise<0 | 2> {
  try {
    const { path, isHelp, ...source } = parseOptions(argv);
    if (isHelp || path === undefined) {
      output.log(usage);
      return 0;
    }
    const isTyped = source.passphraseFile === undefined && source.passphraseFd === undefined;
    const passphrase = isTyped ? await typePassphrase(terminal) : await readPassphrase(source);
    output.log(await createKeystore({ path, passphrase }));
    return 0;
  } catch (error) {
    output.error(error instanceof BaseError ? `Error: ${error.message}` : error);
    return 2;
  }
}

async function typePassphrase(terminal: Terminal): Promise<string> {
  const [first = "", second] = await promptHidden(["Passphrase: ", "Again: "], terminal);
  if (first === second) return first;
  throw new BaseError("PASSPHRASES_DIFFER", "The two passphrases differ.", {
    remedy: "Start again; nothing was made.",
  });
}

function parseOptions(argv: readonly string[]) {
  const { values, positionals } = parse(argv);
  const fd = values["passphrase-fd"];
  if (values.help !== true && positionals.length !== 1) throw usageError("One FILE must be given.");
  if (fd !== undefined && !/^\d{1,4}$/.test(fd)) throw usageError("--passphrase-fd must be a whole number.");
  return {
    path: positionals[0],
    isHelp: values.help ?? false,
    passphraseFile: values["passphrase-file"],
    passphraseFd: fd === undefined ? undefined : Number(fd),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        "passphrase-file": { type: "string" },
        "passphrase-fd": { type: "string" },
        help: { type: "boolean" },
      },
      strict: true,
    });
  } catch {
    // What is wrong may be a passphrase that was typed where an option belongs: it is not repeated.
    throw usageError("These arguments are not understood.");
  }
}

function usageError(message: string): BaseError {
  return new BaseError("USAGE", message, { remedy: "See --help." });
}
