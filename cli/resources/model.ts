import { parseCount } from "../parse/parseCount.ts";
import { parseId } from "../parse/parseId.ts";
import type { Resource } from "../Verb.ts";

const id = { name: "model", summary: "number of the model", parse: parseId };
const version = { name: "version", summary: "number of the version", parse: parseCount };
const card = "the model card, or its digest";

/** `commonweights model …` */
export const model: Resource = {
  name: "model",
  summary: "Models: their versions, where each came from, and whether weights are the recorded ones",
  verbs: [
    {
      name: "list",
      summary: "Show models",
      kind: "read",
      options: [
        { flags: "--owner <who>", summary: "only those of this account" },
        { flags: "--limit <count>", summary: "at most so many, newest first", parse: parseCount, default: "20" },
      ],
      example: "model list",
      load: () => import("../commands/model/list.ts"),
    },
    {
      name: "show",
      summary: "Show a model, its live version, and the newest of its versions",
      kind: "read",
      arguments: [id],
      options: [{ flags: "--limit <count>", summary: "at most so many versions", parse: parseCount, default: "20" }],
      example: "model show 1",
      load: () => import("../commands/model/show.ts"),
    },
    {
      name: "version",
      summary: "Show one version: its weights, its ancestors, and the data behind it",
      details:
        "Names the datasets that the updates of its round, and of every round before it, were trained on, and whether " +
        "consent still holds.",
      kind: "read",
      arguments: [id, { ...version, summary: "number of the version (default: the live one)", isOptional: true }],
      example: "model version 1 2",
      load: () => import("../commands/model/version.ts"),
    },
    {
      name: "verify",
      summary: "Check that weights are those of a version",
      details:
        "Computes the SHA-256 of a file, or fetches the weights from a store, and compares it with what is recorded on " +
        "the chain. Exit code 10 when they differ.",
      kind: "read",
      arguments: [id, { ...version, summary: "number of the version (default: the live one)", isOptional: true }],
      options: [
        { flags: "--file <path>", summary: "the weights" },
        { flags: "--store <where>", summary: "or where they are: a folder or URL with files named by CID" },
      ],
      example: "model verify 1 --store devnet/store",
      load: () => import("../commands/model/verify.ts"),
    },
    {
      name: "register",
      summary: "Register a model; its first weights are live as version 1",
      details:
        "Files stay where you keep them; their SHA-256 goes on the chain. Later versions come from rounds, and go live " +
        "by a vote of the members.",
      kind: "write",
      options: [
        { flags: "--card <file>", summary: card, isRequired: true },
        { flags: "--weights <file>", summary: "the first weights (safetensors), or their digest", isRequired: true },
      ],
      example:
        "model register --card 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 " +
        "--weights 0x60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752 --account alice",
      load: () => import("../commands/model/register.ts"),
    },
    {
      name: "update-card",
      summary: "Replace the card of a model",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--card <file>", summary: card, isRequired: true }],
      example:
        "model update-card 1 --card 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --account sponsor",
      load: () => import("../commands/model/update-card.ts"),
    },
    {
      name: "deprecate",
      summary: "Mark a version that is not live as not to be used, for ever",
      kind: "write",
      arguments: [id, version],
      example: "model deprecate 1 1 --account sponsor",
      load: () => import("../commands/model/deprecate.ts"),
    },
    {
      name: "transfer",
      summary: "Give a model to another account, for ever",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--to <who>", summary: "who gets it", isRequired: true }],
      example: "model transfer 4 --to alice --account sponsor",
      load: () => import("../commands/model/transfer.ts"),
    },
  ],
};
