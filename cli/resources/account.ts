import { parseCount } from "../parse/parseCount.ts";
import type { Resource } from "../Verb.ts";

const passphrase = [
  { flags: "--passphrase-file <path>", summary: "file with the passphrase; without it you are asked" },
  { flags: "--passphrase-fd <number>", summary: "the same, from an open file descriptor", parse: parseCount },
] as const;

/** `commonweights account …` */
export const account: Resource = {
  name: "account",
  summary: "Keys, and what an account has",
  verbs: [
    {
      name: "list",
      summary: "Show the accounts that can be named",
      details: "Own keystores, Foundry's, and on a devnet the people whose keys the node itself holds.",
      kind: "read",
      example: "account list",
      load: () => import("../commands/account/list.ts"),
    },
    {
      name: "show",
      summary: "Show what an account has: ether, tokens, stake, votes, licenses, credit",
      kind: "read",
      arguments: [{ name: "who", summary: "name or address (default: the one in use)", isOptional: true }],
      example: "account show alice",
      load: () => import("../commands/account/show.ts"),
    },
    {
      name: "new",
      summary: "Make a key, encrypted with a passphrase",
      details: "Keep a copy of the file and of the passphrase: nobody can bring them back.",
      kind: "local",
      arguments: [{ name: "name", summary: "to call it by" }],
      options: passphrase,
      example: "account new me",
      load: () => import("../commands/account/new.ts"),
    },
    {
      name: "import",
      summary: "Take over a keystore file, like Foundry's or geth's",
      details: "The file is opened once to see whose it is, and copied. A key that is not encrypted is never accepted.",
      kind: "local",
      arguments: [{ name: "file", summary: "the keystore" }],
      options: [{ flags: "--name <name>", summary: "to call it by (default: the file's)" }, ...passphrase],
      example: "account import ~/.foundry/keystores/dev --name dev",
      load: () => import("../commands/account/import.ts"),
    },
    {
      name: "use",
      summary: "Act as this account unless --account says otherwise",
      kind: "local",
      arguments: [{ name: "who", summary: "name, address or keystore file" }],
      example: "account use alice",
      load: () => import("../commands/account/use.ts"),
    },
  ],
};
