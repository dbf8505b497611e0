import { newTermsOptions } from "../market/termsOptions.ts";
import { parseCount } from "../parse/parseCount.ts";
import { parseId } from "../parse/parseId.ts";
import { parsePercent } from "../parse/parsePercent.ts";
import type { Option, Resource } from "../Verb.ts";

const id = { name: "dataset", summary: "number of the dataset", parse: parseId };

const manifest: Option = {
  flags: "--manifest <file>",
  summary: "the manifest, or its SHA-256 (0x…)",
  isRequired: true,
};

const limit: Option = {
  flags: "--limit <count>",
  summary: "at most so many, newest first",
  parse: parseCount,
  default: "20",
};

/** `commonweights dataset …` */
export const dataset: Resource = {
  name: "dataset",
  summary: "Data: list it, keep control of it, see who used it for what",
  verbs: [
    {
      name: "list",
      summary: "Show datasets",
      kind: "read",
      options: [{ flags: "--provider <who>", summary: "only those of this account" }, limit],
      example: "dataset list",
      load: () => import("../commands/dataset/list.ts"),
    },
    {
      name: "show",
      summary: "Show a dataset, its versions and its offers",
      kind: "read",
      arguments: [id],
      example: "dataset show 1",
      load: () => import("../commands/dataset/show.ts"),
    },
    {
      name: "uses",
      summary: "Show who used a dataset for what: the receipts of its licenses",
      details:
        "A receipt is what the user recorded: a round's contributors cannot commit without one, others record on their word.",
      kind: "read",
      arguments: [id],
      options: [limit],
      example: "dataset uses 3",
      load: () => import("../commands/dataset/uses.ts"),
    },
    {
      name: "add",
      summary: "Register a dataset and offer licenses on it, in one transaction",
      details:
        "The manifest (Croissant, JSON) stays where you keep it; its SHA-256 goes on the chain. Terms are frozen into " +
        "every license that is sold under them: changing the offer later changes no license.",
      kind: "write",
      options: [manifest, ...newTermsOptions],
      example:
        "dataset add --manifest 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --price 25 --duration 30d --account alice",
      load: () => import("../commands/dataset/add.ts"),
    },
    {
      name: "register",
      summary: "Register a dataset without an offer",
      kind: "write",
      options: [manifest],
      example:
        "dataset register --manifest 0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --account alice",
      load: () => import("../commands/dataset/register.ts"),
    },
    {
      name: "publish",
      summary: "Publish a new version of a dataset: another manifest",
      details: "Licenses hold for every version. An earlier manifest stays on the chain.",
      kind: "write",
      arguments: [id],
      options: [manifest],
      example:
        "dataset publish 3 --manifest 0x60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752 --account alice",
      load: () => import("../commands/dataset/publish.ts"),
    },
    {
      name: "set-royalty",
      summary: "Set your part when the dataset itself is sold on",
      details: "Only its first provider, and only before it is first transferred. Announced, not enforced (off-chain).",
      kind: "write",
      arguments: [id, { name: "percent", summary: "at most 10", parse: parsePercent }],
      example: "dataset set-royalty 3 2.5 --account alice",
      load: () => import("../commands/dataset/set-royalty.ts"),
    },
    {
      name: "transfer",
      summary: "Give a dataset away, with its fees and the say over consent",
      details: "Whoever owns it earns what its licenses have not paid out yet. Your offers stop selling.",
      kind: "write",
      arguments: [id, { name: "to", summary: "name or address of who gets it" }],
      example: "dataset transfer 3 bob --account alice",
      load: () => import("../commands/dataset/transfer.ts"),
    },
    {
      name: "retire",
      summary: "Sell no more licenses on a dataset; those sold stay valid",
      kind: "write",
      arguments: [id],
      example: "dataset retire 3 --account alice",
      load: () => import("../commands/dataset/retire.ts"),
    },
    {
      name: "withdraw-consent",
      summary: "End every license on a dataset now, and mark what was trained on it",
      details:
        "For ever, and for every version. Licensees get back what was not earned; what was lawful before stays lawful. " +
        "Model versions trained on it are marked, and none is unpublished by it.",
      kind: "write",
      arguments: [id],
      options: [{ flags: "--reason <file>", summary: "document that says why, or its digest (off-chain)" }],
      example: "dataset withdraw-consent 3 --account alice",
      load: () => import("../commands/dataset/withdraw-consent.ts"),
    },
  ],
};
